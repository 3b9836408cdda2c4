/** Versions of what a machine runs on, and ranges of them. */
@org.jspecify.annotations.NullMarked
package org.shmstress.versions;
