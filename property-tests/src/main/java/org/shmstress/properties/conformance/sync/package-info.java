/** Rows about glibc's mutexes, condition variables, read-write locks, barriers, spin locks and semaphores in shared memory. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.conformance.sync;
