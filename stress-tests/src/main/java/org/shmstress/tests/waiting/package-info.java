/** Semaphores, events and condition variables, and how their waiters may be forgotten. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.waiting;
