/** What will be run: a pure function of options, machine and seed. */
@org.jspecify.annotations.NullMarked
package org.shmstress.plan;
