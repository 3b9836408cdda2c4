/** Everything seen in a trial, as plain data. */
@org.jspecify.annotations.NullMarked
package org.shmstress.observation;
