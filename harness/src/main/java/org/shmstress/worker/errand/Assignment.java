package org.shmstress.worker.errand;

import org.shmstress.script.Action.Errand;
import org.shmstress.worker.errand.Holdings.Area;

/** An errand with what its arguments stand for. */
record Assignment(Errand errand, Holdings holdings) {

    String word(int index) {
        return errand.arguments().get(index);
    }

    long number(int index) {
        return Long.parseLong(word(index));
    }

    Area area(int index) {
        return holdings.mapping(word(index));
    }

    int descriptor(int index) {
        return holdings.descriptor(word(index));
    }

    /** Whether the word is the first of two; complains of any other. */
    boolean is(int index, String word, String other) {
        if (!word(index).equals(word) && !word(index).equals(other)) {
            throw unknown(index);
        }
        return word(index).equals(word);
    }

    IllegalArgumentException unknown(int index) {
        return new IllegalArgumentException(
                "'" + word(index) + "' in '" + errand.text() + "' is no word of " + errand.task());
    }
}
