/** A process that is no JVM, for what a JVM cannot do: fork, execute another program in its place, survive a bad access. */
@org.jspecify.annotations.NullMarked
package org.shmstress.fork.helper;
