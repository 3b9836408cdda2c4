package org.shmstress.verdict;

/** What it means that something was never seen: not that it never happens, but how often it can happen at most. */
public final class Bound {

    /** Of something that happens in 3 of n cases, none is seen in n tries with a probability of e⁻³, less than 5 %. */
    private static final int RULE_OF_THREE = 3;

    private Bound() {}

    /** The bound after {@code tries} tries none of which showed it, in words; at least one. */
    public static String afterNoneOf(long tries) {
        return tries <= RULE_OF_THREE
                ? "which says nothing about how often it may happen"
                : "so it happens less often than once in " + tries / RULE_OF_THREE + ", with 95 % confidence";
    }
}
