/** What observations mean: pure functions from observations to grades. */
@org.jspecify.annotations.NullMarked
package org.shmstress.verdict;
