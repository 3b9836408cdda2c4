/** In which order several processes may see accesses to several variables. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.ordering;
