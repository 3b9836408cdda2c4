/** The contract of shared memory as a table: one check per promise of POSIX, Linux or glibc, run between processes. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.conformance;
