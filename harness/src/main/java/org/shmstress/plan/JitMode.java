package org.shmstress.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * By which of the JVM's compilers a worker's code runs.
 *
 * <p>Only C2 has opaque accesses of its own. Elsewhere {@code putIntOpaque} runs as the Java method that it is, which calls
 * {@code putIntVolatile} (JDK's {@code jdk.internal.misc.Unsafe}): an outcome that takes an opaque store in a store buffer is seen under C2
 * alone.
 */
public enum JitMode {
    /** None: every bytecode is interpreted, no access is ever reordered or merged by a compiler. */
    INTERPRETER,
    /** Only C1, which hardly moves memory accesses. */
    C1,
    /** Only C2, without the profile that C1 would have collected. */
    C2,
    /** C2 which takes its choices at random from a seed wherever several are correct. */
    C2_STRESS,
    /** What a JVM does by itself: interpreter, C1, then C2. */
    TIERED;

    /** The name on the command line and in records: lower case with dashes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Modes of several workers as reports name them: {@code c2} when all are equal, else {@code c1+c2}. */
    static String set(List<JitMode> modes) {
        return modes.stream().map(JitMode::label).distinct().collect(Collectors.joining("+"));
    }

    /** The mode of that name. */
    public static Optional<JitMode> of(String label) {
        return Arrays.stream(values()).filter(m -> m.label().equals(label)).findFirst();
    }
}
