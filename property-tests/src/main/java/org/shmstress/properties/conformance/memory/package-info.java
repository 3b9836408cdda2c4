/** Rows about mappings, the processes that inherit them, futexes, robust lists and the order of accesses. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.conformance.memory;
