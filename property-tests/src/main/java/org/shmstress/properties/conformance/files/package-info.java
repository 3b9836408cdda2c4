/** Rows about names, descriptors, files and locks on them. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.conformance.files;
