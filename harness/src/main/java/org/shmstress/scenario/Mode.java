package org.shmstress.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Between what the actors of a trial race. */
public enum Mode {
    /** Each worker is a process of its own; what they share lies in a segment. */
    PROCESSES,
    /** One process with a thread per actor, which share the test's own objects on its heap. */
    THREADS;

    /** The name on the command line and in records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of that name. */
    public static Optional<Mode> of(String label) {
        return Arrays.stream(values()).filter(m -> m.label().equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", "));
    }
}
