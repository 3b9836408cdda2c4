package org.shmstress.scenario;

/**
 * One row of an outcome table.
 *
 * @param pattern regular expression over the result's {@code toString}, or the literal outcome; empty: every other outcome
 * @param expect what the author thinks of it
 * @param meaning the author's words, may be empty
 */
public record Expectation(String pattern, Expect expect, String meaning) {

    /** What an author thinks of an outcome, as in jcstress's {@code Expect}. */
    public enum Expect {
        ACCEPTABLE,
        INTERESTING,
        FORBIDDEN
    }
}
