/** Flags and barriers in the segment that the harness itself runs on. */
@org.jspecify.annotations.NullMarked
package org.shmstress.sync;
