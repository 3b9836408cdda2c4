/** The messages between the parent and a worker, and their framing. A closed set; hot loops never use it. */
@org.jspecify.annotations.NullMarked
package org.shmstress.protocol;
