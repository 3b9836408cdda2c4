/** What each page says, as pure functions from a record to plain data; the templates only lay it out. */
@org.jspecify.annotations.NullMarked
package org.shmstress.reports.model;
