/** Two processes that send each other bytes, over the segment or through the kernel, to compare the two. */
@org.jspecify.annotations.NullMarked
package org.shmstress.worker.channels;
