/** A run as GitHub Actions shows it: annotations and step summary. */
@org.jspecify.annotations.NullMarked
package org.shmstress.reports.github;
