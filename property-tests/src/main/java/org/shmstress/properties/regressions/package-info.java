/** What upgrades of kernel, C library and JDK broke before: each a small scenario, graded by the versions that are known for it. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.regressions;
