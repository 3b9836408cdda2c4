package org.shmstress.reports.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Files that workers left in the run directory, and links to those that were there when the report was drawn. The report lies one directory
 * below. A path of a record that is none of these files gets no link, wherever it points to.
 */
public final class RunFiles {

    private static final String UP = "../";

    private final Set<String> paths;

    private RunFiles(Set<String> paths) {
        this.paths = Set.copyOf(paths);
    }

    /**
     * The files of a run.
     *
     * @param paths relative to the run directory, as a record has them
     */
    public static RunFiles of(Set<String> paths) {
        return new RunFiles(paths);
    }

    /** The link to a file from a page of the report; empty if the file is not there. */
    String link(String path) {
        if (!paths.contains(path)) {
            return "";
        }
        try {
            return new URI(null, null, UP + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the path " + path + " makes no link", e);
        }
    }
}
