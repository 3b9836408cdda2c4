/** What all rooms share: the one exception of the harness. */
@org.jspecify.annotations.NullMarked
package org.shmstress;
