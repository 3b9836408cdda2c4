/** The access path over jdk.internal.misc.Unsafe. Compiled by itself, loaded by name in workers only. */
@org.jspecify.annotations.NullMarked
package org.shmstress.raw;
