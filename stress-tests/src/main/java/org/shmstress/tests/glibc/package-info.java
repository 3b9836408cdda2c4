/** The C library's own locks, semaphores, barriers and condition variables, called from Java by processes that share them. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.glibc;
