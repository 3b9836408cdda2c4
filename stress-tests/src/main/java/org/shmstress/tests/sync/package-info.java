/** Objects by which processes hand things over to each other, and what these may get wrong. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.sync;
