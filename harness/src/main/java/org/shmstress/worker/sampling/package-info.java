/** The loop by which a worker samples its actor of an outcome test. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker.sampling;
