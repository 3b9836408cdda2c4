package org.shmstress.properties.conformance;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.shmstress.posix.Errno;
import org.shmstress.script.Answer;

/** What a call returned, and rulings on it. Each ruling lands in the trace; the first wrong one ends the row. */
public final class Returned {

    private static final long FAILED = -1;

    private final Scene scene;
    private final int step;
    private final Answer answer;

    Returned(Scene scene, int step, Answer answer) {
        this.scene = scene;
        this.step = step;
        this.answer = answer;
    }

    /** It must have returned exactly this. */
    public Returned returns(long expected) {
        return rule("returned " + expected, isReturn() && value() == expected);
    }

    /** It must have returned anything but -1. */
    public Returned succeeds() {
        return rule("returned anything but -1", isReturn() && value() != FAILED);
    }

    /** It must have returned -1 and set errno to one of these. */
    public Returned fails(Errno... errnos) {
        return rule("returned -1 and " + list(errnos), isReturn() && value() == FAILED && isOneOf(errno(), errnos));
    }

    /** It must have returned the null pointer and set errno to one of these, as {@code sem_open} does. */
    public Returned isNullWith(Errno... errnos) {
        return rule("returned 0 and " + list(errnos), isReturn() && value() == 0 && isOneOf(errno(), errnos));
    }

    /** It must have returned one of these error numbers, as {@code pthread_…} and {@code posix_fallocate} do. */
    public Returned errs(Errno... errnos) {
        return rule("returned " + numbers(errnos), isReturn() && isOneOf(Errno.of((int) value()), errnos));
    }

    /** What it returned must be as described. */
    public Returned is(String description, LongPredicate expected) {
        return rule("returned " + description, isReturn() && expected.test(value()));
    }

    /** The process must have died of the call, by the signal of this name if one is given, e.g. {@code SIGBUS}. */
    public void dies(String signal) {
        rule("died " + signal, answer instanceof Answer.Died died && died.how().contains(signal));
    }

    /** What it returned; a process that died of the call ends the row. */
    public long value() {
        if (answer instanceof Answer.Returned returned) {
            return returned.value();
        }
        throw scene.object(step, "returned any value");
    }

    /** Whether it returned -1. */
    public boolean failed() {
        return value() == FAILED;
    }

    /** The error that it set if it failed, else {@link Errno#NONE}. */
    public Errno errno() {
        if (answer instanceof Answer.Returned returned) {
            return Arrays.stream(Errno.values())
                    .filter(e -> e.name().equals(returned.errno()))
                    .findFirst()
                    .orElse(returned.errno().isEmpty() ? Errno.NONE : Errno.OTHER);
        }
        throw scene.object(step, "returned any value");
    }

    /** The answer as the trace shows it. */
    public String text() {
        return answer.text();
    }

    private boolean isReturn() {
        return answer instanceof Answer.Returned;
    }

    private Returned rule(String allowed, boolean agrees) {
        scene.rule(step, allowed, agrees);
        return this;
    }

    private static boolean isOneOf(Errno errno, Errno... errnos) {
        return Arrays.asList(errnos).contains(errno);
    }

    private static String list(Errno... errnos) {
        return Arrays.stream(errnos).map(Errno::name).collect(Collectors.joining(" or "));
    }

    private static String numbers(Errno... errnos) {
        return Arrays.stream(errnos).map(e -> e.number() + " (" + e + ")").collect(Collectors.joining(" or "));
    }
}
