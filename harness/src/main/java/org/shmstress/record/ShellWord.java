package org.shmstress.record;

/** Words of a command that somebody is to type, or to copy. */
public final class ShellWord {

    private ShellWord() {}

    /** As a POSIX shell takes it for one word. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./+=@%:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
