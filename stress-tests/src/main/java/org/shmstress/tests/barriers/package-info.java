/** Barriers, phasers and read-write locks: who may go on, and who with whom. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.barriers;
