/** What stands behind a Slice: every width and access mode, once per access path. */
@org.jspecify.annotations.NullMarked
package org.shmstress.api.spi;
