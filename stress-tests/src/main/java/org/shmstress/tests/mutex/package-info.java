/** Locks between processes, and what a lock may get wrong. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.mutex;
