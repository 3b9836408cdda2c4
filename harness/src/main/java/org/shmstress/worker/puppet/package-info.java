/** A worker that performs the steps of scripts by real calls. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker.puppet;
