package org.shmstress.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says on a worker's command line whose it is: {@code -Dshmstress.run=<run id>:<owner's pid>:<owner's start ticks>}. So a
 * worker that outlived its run is found even if it is stopped and can do nothing itself.
 */
public record RunTag(long runId, Incarnation owner) {

    private static final Pattern ARGUMENT = Pattern.compile("-Dshmstress\\.run=([0-9a-f]{16}):(\\d{1,18}):(\\d{1,18})");

    /** The tag of workers of a run that this process owns. */
    public static RunTag ofThisProcess(long runId) {
        return new RunTag(runId, Incarnation.self());
    }

    /** The argument for the worker's JVM. */
    public String argument() {
        return "-Dshmstress.run=" + SegmentName.runText(runId) + ":" + owner.pid() + ":" + owner.startTicks();
    }

    /** The tag in an argument, if it is one. */
    static Optional<RunTag> parse(String argument) {
        Matcher matcher = ARGUMENT.matcher(argument);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Incarnation owner = new Incarnation(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        return Optional.of(new RunTag(Long.parseUnsignedLong(matcher.group(1), 16), owner));
    }
}
