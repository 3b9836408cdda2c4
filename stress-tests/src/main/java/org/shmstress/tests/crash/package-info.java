/** What becomes of shared objects when a process that uses them dies. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.crash;
