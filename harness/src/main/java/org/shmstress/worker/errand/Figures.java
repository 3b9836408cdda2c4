package org.shmstress.worker.errand;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shmstress.script.Answer;

/** Gathers what an errand tells. */
final class Figures {

    private final Map<String, Long> values = new LinkedHashMap<>();

    static Figures of(String name, long value) {
        return new Figures().and(name, value);
    }

    Figures and(String name, long value) {
        values.put(name, value);
        return this;
    }

    Figures and(String name, boolean value) {
        return and(name, value ? 1 : 0);
    }

    Figures andAll(Figures others) {
        values.putAll(others.values);
        return this;
    }

    Answer.Figures answer() {
        return new Answer.Figures(values);
    }
}
