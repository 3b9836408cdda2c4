/** Who takes part in a shared object, how the others learn that he is gone, and what may go wrong with that. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.membership;
