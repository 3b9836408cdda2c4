/** How objects come to be, are shared, lose their names and end. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.lifecycle;
