/** Judges over histories: pure functions, each tested on histories that must fail and on their correct siblings. */
@org.jspecify.annotations.NullMarked
package org.shmstress.judge;
