package org.shmstress.script;

import org.shmstress.HarnessException;

/** A line that is no step: names the line, the word and what was expected there. */
public final class ScriptSyntaxException extends HarnessException {
    private static final long serialVersionUID = 1L;

    private final String word;
    private final String expected;

    ScriptSyntaxException(String word, String expected) {
        this("", word, expected);
    }

    private ScriptSyntaxException(String where, String word, String expected) {
        super(Kind.USAGE, where + found(word) + ", expected " + expected);
        this.word = word;
        this.expected = expected;
    }

    private static String found(String word) {
        return word.isEmpty() ? "nothing more on the line" : "'" + word + "'";
    }

    ScriptSyntaxException atLine(int line) {
        return new ScriptSyntaxException("script line " + line + ": ", word, expected);
    }

    /** The word that does not fit; empty if one is missing. */
    public String word() {
        return word;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }
}
