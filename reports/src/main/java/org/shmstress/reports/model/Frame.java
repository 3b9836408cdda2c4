package org.shmstress.reports.model;

/**
 * What surrounds every page.
 *
 * @param title title of the window
 * @param runId id of the run
 * @param front whether it is the front page itself
 * @param schema schema version of the record
 * @param product version that wrote the record
 * @param redraw the command that draws the report again
 */
public record Frame(String title, Text runId, boolean front, int schema, Text product, String redraw) {}
