/** What runs in a forked JVM. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker;
