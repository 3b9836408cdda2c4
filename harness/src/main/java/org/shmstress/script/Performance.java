package org.shmstress.script;

/**
 * What a puppet writes back.
 *
 * @param startNanos {@code System.nanoTime} right before the call
 * @param endNanos the same right after it
 * @param answer the answer
 */
public record Performance(long startNanos, long endNanos, Answer answer) {

    /** The line that carries the performance. */
    public String text() {
        return startNanos + " " + endNanos + " " + answer.text();
    }

    /** Reads {@link #text}. */
    public static Performance parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length < 3) {
            throw new ScriptSyntaxException(text, "start, end and answer of a step");
        }
        return new Performance(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Answer.parse(parts[2]));
    }
}
