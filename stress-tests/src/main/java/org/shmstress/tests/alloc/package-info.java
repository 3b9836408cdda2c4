/** Allocators without locks: free lists, pools and slabs from which processes take nodes and to which they give them back. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.alloc;
