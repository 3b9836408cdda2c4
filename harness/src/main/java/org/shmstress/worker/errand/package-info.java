/** Work that a worker does by itself in one step of a script, and answers by figures. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker.errand;
