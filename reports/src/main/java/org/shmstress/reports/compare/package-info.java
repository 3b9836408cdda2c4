/** Two runs, or the JDKs of one, side by side: what differs, what is news, whether to go. Pure functions of records. */
@org.jspecify.annotations.NullMarked
package org.shmstress.reports.compare;
