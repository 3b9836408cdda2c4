package org.shmstress.plan;

import java.util.Optional;

/**
 * The compiler of one worker.
 *
 * @param mode by which compiler its code runs
 * @param stressSeed seed of the compiler's own random choices; 0 for modes that take none
 */
public record Jit(JitMode mode, int stressSeed) {

    /** What a JVM does by itself. */
    public static final Jit TIERED = new Jit(JitMode.TIERED, 0);

    /** To HotSpot 0 would mean a seed of its own choice, which nobody could repeat. */
    public Jit {
        if (mode == JitMode.C2_STRESS ? stressSeed <= 0 : stressSeed != 0) {
            throw new IllegalArgumentException(mode.label() + " with stress seed " + stressSeed);
        }
    }

    /** The text form, as {@link #parse} reads it: the mode's label, with {@code /seed} where there is one. */
    public String text() {
        return mode.label() + (stressSeed == 0 ? "" : "/" + stressSeed);
    }

    /** Reads the text form; empty if it is none. */
    public static Optional<Jit> parse(String text) {
        int slash = text.indexOf('/');
        try {
            int seed = slash < 0 ? 0 : Integer.parseInt(text.substring(slash + 1));
            return JitMode.of(slash < 0 ? text : text.substring(0, slash)).map(mode -> new Jit(mode, seed));
        } catch (IllegalArgumentException notASeedOrNotOfThisMode) {
            return Optional.empty();
        }
    }
}
