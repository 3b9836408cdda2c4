/** Run record to HTML: reads a record, nothing else, and draws it. */
@org.jspecify.annotations.NullMarked
package org.shmstress.reports;
