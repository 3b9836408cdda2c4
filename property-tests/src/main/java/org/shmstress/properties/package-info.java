/** Scripts and properties over the life of shared-memory objects. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties;
