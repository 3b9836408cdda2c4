package org.shmstress.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says on a worker's command line whose it is: {@code -Dshmstress.run=<run>:<owner's pid>:<owner's start ticks>}. So a
 * worker that outlived its run is found even if it is stopped and can do nothing itself.
 *
 * @param run name of the run, without colons
 * @param owner process that started the worker
 */
public record RunTag(String run, Incarnation owner) {

    private static final Pattern ARGUMENT =
            Pattern.compile("-Dshmstress\\.run=([^:\\s]{1,128}):(\\d{1,18}):(\\d{1,18})");

    /** The tag of workers of a run that this process owns. */
    public static RunTag ofThisProcess(long runId) {
        return new RunTag(SegmentName.runText(runId), Incarnation.self());
    }

    /** The argument for the worker's JVM. */
    public String argument() {
        return "-Dshmstress.run=" + run + ":" + owner.pid() + ":" + owner.startTicks();
    }

    /** The tag in an argument, if it is one. */
    static Optional<RunTag> parse(String argument) {
        Matcher matcher = ARGUMENT.matcher(argument);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Incarnation owner = new Incarnation(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        return Optional.of(new RunTag(matcher.group(1), owner));
    }
}
