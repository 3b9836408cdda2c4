package org.shmstress.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A constant that scripts spell in lower case with dashes. */
interface Word {

    /** The constant's name in Java. */
    String name();

    /** The word in scripts. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of that word. */
    static <W extends Word> Optional<W> of(W[] words, String text) {
        return Arrays.stream(words).filter(w -> w.word().equals(text)).findFirst();
    }

    /** What may stand there, for messages: {@code read-only, read-write}. */
    static String list(Word... words) {
        return Arrays.stream(words).map(Word::word).collect(Collectors.joining(", "));
    }
}
