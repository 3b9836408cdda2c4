package org.shmstress.script;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of one line, taken from left to right; what does not fit is told with the word and what was expected. */
final class Words {

    private static final Pattern NAME =
            Pattern.compile("/?[A-Za-z][A-Za-z0-9._-]{0,200}|(/[A-Za-z0-9._-]{1,200}){2,20}");
    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,60}");
    private static final Pattern HANDLE = Pattern.compile("[a-z][a-z0-9]{0,15}");

    private final List<String> words;
    private int next;

    Words(String line) {
        this.words = line.isBlank() ? List.of() : List.of(line.trim().split("\\s+"));
    }

    /** The next word as it is. */
    String word(String expected) {
        return take(expected, Optional::of);
    }

    /** The next word must be exactly this one. */
    void literal(String word) {
        take("'" + word + "'", w -> w.equals(word) ? Optional.of(w) : Optional.empty());
    }

    String name() {
        return take("the name of an object (letters, digits, '.', '_', '-')", w -> matching(NAME, w));
    }

    String handle(String of) {
        return take("the handle of a " + of + " (lower-case letters and digits)", w -> matching(HANDLE, w));
    }

    String function() {
        return take("the name of a function of the C library", w -> matching(FUNCTION, w));
    }

    boolean hasMore() {
        return next < words.size();
    }

    /** Decimal, or hexadecimal after {@code 0x}; {@code 0xffffffffffffffff} is -1. */
    long number(String of) {
        return take(of + ", decimal or 0x…", Words::parseNumber);
    }

    /** Offsets and lengths that are used to reach into memory: not negative. */
    long extent(String of) {
        return take(of + ", 0 or more", w -> parseNumber(w).filter(n -> n >= 0));
    }

    Width width() {
        return take("byte, short, int or long", w -> Word.of(Width.values(), w));
    }

    /** Permission bits, octal as everywhere. */
    int mode() {
        return take(
                "permission bits, octal, 0 to 0777",
                w -> w.matches("0?[0-7]{1,3}") ? Optional.of(Integer.parseInt(w, 8)) : Optional.empty());
    }

    /** One of a closed set. */
    @SafeVarargs
    final <W extends Word> W choice(W... choices) {
        return take("one of " + Word.list(choices), w -> Word.of(choices, w));
    }

    /** Some of a closed set, joined by plus signs. */
    @SafeVarargs
    final <W extends Word> Set<W> choices(W... choices) {
        return take("some of " + Word.list(choices) + ", joined by '+'", w -> some(choices, w));
    }

    private static <W extends Word> Optional<Set<W>> some(W[] choices, String word) {
        List<Optional<W>> found = Arrays.stream(word.split("\\+", -1))
                .map(part -> Word.of(choices, part))
                .toList();
        return found.stream().allMatch(Optional::isPresent)
                ? Optional.of(found.stream().flatMap(Optional::stream).collect(Collectors.toSet()))
                : Optional.empty();
    }

    void end() {
        if (next < words.size()) {
            throw new ScriptSyntaxException(words.get(next), "the end of the line");
        }
    }

    private <T> T take(String expected, Function<String, Optional<T>> reader) {
        if (next == words.size()) {
            throw new ScriptSyntaxException("", expected);
        }
        String word = words.get(next++);
        return reader.apply(word).orElseThrow(() -> new ScriptSyntaxException(word, expected));
    }

    private static Optional<String> matching(Pattern pattern, String word) {
        return pattern.matcher(word).matches() ? Optional.of(word) : Optional.empty();
    }

    static Optional<Long> parseNumber(String word) {
        try {
            return Optional.of(
                    word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
