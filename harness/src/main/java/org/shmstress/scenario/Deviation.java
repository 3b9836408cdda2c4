package org.shmstress.scenario;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known to go wrong with a shared object that is somebody else's code, and accepted.
 *
 * @param reason what goes wrong, since when, and why that is accepted; empty if nothing is
 * @param only regular expression that is found in the words of a judge who has found just that; empty if it is whatever judges find
 */
public record Deviation(String reason, String only) {

    /** Nothing is known to go wrong. */
    public static final Deviation NONE = new Deviation("", "");

    /**
     * Whether that is what a judge has found.
     *
     * @param found what is wrong, in one sentence
     * @param because why, a line each
     */
    public boolean is(String found, List<String> because) {
        String words = Stream.concat(Stream.of(found), because.stream()).collect(Collectors.joining("\n"));
        return !reason.isEmpty() && Pattern.compile(only).matcher(words).find();
    }
}
