package org.shmstress.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Delta debugging (Zeller and Hildebrandt, Simplifying and isolating failure-inducing input, 2002), by leaving out ever smaller pieces. */
final class Minimizer {

    private Minimizer() {}

    /**
     * A part of the list that is still good, and is not any more without any one of its elements.
     *
     * @param all a list that is good
     * @param isGood tells whether a part, in the same order, is good
     */
    static <T> List<T> minimize(List<T> all, Predicate<List<T>> isGood) {
        List<T> kept = all;
        int piece = Math.max(1, all.size() / 2);
        while (true) {
            List<T> before = kept;
            kept = withoutPieces(kept, piece, isGood);
            if (piece > 1) {
                piece /= 2;
            } else if (kept.size() == before.size()) {
                return kept;
            }
        }
    }

    /** From the end, because what came last is least likely to have caused what came before it. */
    private static <T> List<T> withoutPieces(List<T> all, int piece, Predicate<List<T>> isGood) {
        List<T> kept = all;
        for (int end = kept.size(); end > 0; end -= piece) {
            int start = Math.max(0, end - piece);
            List<T> without = new ArrayList<>(kept.subList(0, start));
            without.addAll(kept.subList(end, kept.size()));
            if (isGood.test(without)) {
                kept = without;
            }
        }
        return kept;
    }
}
