/** What an author of a test imports. Knows nothing of the engine. */
@org.jspecify.annotations.NullMarked
package org.shmstress.api;
