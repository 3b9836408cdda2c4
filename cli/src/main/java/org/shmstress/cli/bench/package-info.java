/** How fast and how sharp the engine is, beside peers that are measured in the same run. */
@org.jspecify.annotations.NullMarked
package org.shmstress.cli.bench;
