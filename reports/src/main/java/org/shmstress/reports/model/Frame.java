package org.shmstress.reports.model;

import java.util.List;

/**
 * What surrounds every page.
 *
 * @param title title of the window
 * @param runId id of the run
 * @param pages links to the pages that all others lead to
 * @param schema schema version of the record
 * @param product version that wrote the record
 * @param redraw the command that draws the report again
 */
public record Frame(String title, Text runId, List<Link> pages, int schema, Text product, String redraw) {

    /**
     * A page that all others lead to.
     *
     * @param here whether it is the page itself
     */
    public record Link(String file, String word, boolean here) {}
}
