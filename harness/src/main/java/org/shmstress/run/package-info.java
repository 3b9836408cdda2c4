/** A run from options to exit code: the table of contents of the product. */
@org.jspecify.annotations.NullMarked
package org.shmstress.run;
