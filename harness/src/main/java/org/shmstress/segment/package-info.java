/** Segments: created, opened, mapped, unlinked, audited. Knows nothing of processes. */
@org.jspecify.annotations.NullMarked
package org.shmstress.segment;
