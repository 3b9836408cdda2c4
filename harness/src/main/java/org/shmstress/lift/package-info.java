/** Rewrites test classes in the parent, so that their state lives in the segment. */
@org.jspecify.annotations.NullMarked
package org.shmstress.lift;
