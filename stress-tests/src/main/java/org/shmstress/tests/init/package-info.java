/** Making a segment ready while others already want to use it, and the layout that all must agree on. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.init;
