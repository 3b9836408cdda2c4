/** Runs stock jcstress's own loops, set up and started as stock jcstress would, but with the time of each part told apart. */
@org.jspecify.annotations.NullMarked
package org.shmstress.litmus.peer;
