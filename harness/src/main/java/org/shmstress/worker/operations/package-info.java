/** The workload of shared objects in a worker: seeded bursts of operations, then quiet, and the evidence that they leave. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker.operations;
