package org.shmstress.reports.model;

import java.util.List;

/** Subjects whose scenarios each check one sentence, and so are read as the rows of one table: a sheet. */
final class Sheets {

    static final String CLAIMS = "claims";
    static final String CONFORMANCE = "conformance";
    static final String REGRESSIONS = "regressions";

    private static final List<String> ALL = List.of(CLAIMS, CONFORMANCE, REGRESSIONS);

    private Sheets() {}

    static boolean isSheet(String subject) {
        return ALL.contains(subject);
    }

    /** Of these there are many, each with little to show: what passed is a row, and has no page of its own. */
    static boolean isCondensed(String subject) {
        return subject.equals(CONFORMANCE) || subject.equals(REGRESSIONS);
    }

    static String file(String subject) {
        return subject + ".html";
    }

    /** As the word of a link. */
    static String word(String subject) {
        return subject.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + subject.substring(1);
    }
}
