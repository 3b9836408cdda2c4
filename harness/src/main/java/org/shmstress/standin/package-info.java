/** What lifted code calls in place of the JDK's classes; runs in workers. */
@org.jspecify.annotations.NullMarked
package org.shmstress.standin;
