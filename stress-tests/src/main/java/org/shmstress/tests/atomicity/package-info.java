/** Whether read-modify-write on shared memory is one step. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.atomicity;
