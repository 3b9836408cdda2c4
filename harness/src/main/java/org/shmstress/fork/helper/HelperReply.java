package org.shmstress.fork.helper;

import org.shmstress.HarnessException;

/**
 * A line that the helper answers, as its source describes it.
 *
 * @param kind {@code =}, {@code -}, {@code !}, {@code x} or {@code ?}
 * @param words what follows
 */
public record HelperReply(char kind, String words) {

    static HelperReply parse(String line) {
        if (line.isEmpty()) {
            throw new HarnessException("the native helper answered an empty line");
        }
        return new HelperReply(line.charAt(0), line.substring(1).strip());
    }

    /** The first word. */
    public String first() {
        return words.split(" ", 2)[0];
    }

    /** The first word, a number. */
    public long firstNumber() {
        return Long.parseLong(first());
    }

    /** The second word, a number. */
    public long secondNumber() {
        return Long.parseLong(words.split(" ", 2)[1]);
    }
}
