/** Whether exchange through the region is faster than channels that copy through the kernel, by turns of each. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.channels;
