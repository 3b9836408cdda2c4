/** Starts, feeds, watches and ends worker JVMs. */
@org.jspecify.annotations.NullMarked
package org.shmstress.fork;
