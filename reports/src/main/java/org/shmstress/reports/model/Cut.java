package org.shmstress.reports.model;

import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which of very many things in order are shown. What is wrong stands mostly at their end, hence it comes first, then what went before it, and
 * what room is left is filled from the start.
 *
 * @param kept indices of those that are shown, in order
 * @param size how many there are
 */
record Cut(List<Integer> kept, int size) {

    /** Of what is wrong, and of what led there, at most this part of the room, so that there is some for the beginning. */
    private static final int PART = 4;

    /**
     * Cuts.
     *
     * @param size how many there are
     * @param most how many are shown
     * @param wrong those that are shown in any case
     */
    static Cut of(int size, int most, IntPredicate wrong) {
        if (size <= most) {
            return new Cut(IntStream.range(0, size).boxed().toList(), size);
        }
        List<Integer> first = IntStream.range(0, size)
                .filter(wrong)
                .limit(most / PART)
                .boxed()
                .toList();
        TreeSet<Integer> kept = new TreeSet<>(first);
        for (int index : first) {
            for (int before = index; before >= 0 && before > index - most / PART && kept.size() < most; before--) {
                kept.add(before);
            }
        }
        for (int index = 0; index < size && kept.size() < most; index++) {
            kept.add(index);
        }
        return new Cut(List.copyOf(kept), size);
    }

    /** How many are left out before the one that is shown at that place; at the place behind the last, how many after it. */
    int leftOutBefore(int place) {
        int from = place == 0 ? 0 : kept.get(place - 1) + 1;
        int to = place == kept.size() ? size : kept.get(place);
        return to - from;
    }
}
