/** The operating system's calls, one method each, errno as an enum. Knows nothing of segments. */
@org.jspecify.annotations.NullMarked
package org.shmstress.posix;
