package org.shmstress.run.script;

import java.time.Duration;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.helper.Helper;
import org.shmstress.fork.helper.HelperReply;
import org.shmstress.posix.Signal;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;

/**
 * A process of the native helper as a puppet, or one that was forked from it. It serves one script and is killed at the end of it.
 * Commands for a forked process go through the one that forked it.
 */
final class NativePuppet implements Puppet {

    private static final Duration STEP_BOUND = Duration.ofSeconds(60);

    private final Helper helper;
    private final NativeHandles handles;
    private final String way;
    private long pid;
    private int children;

    private NativeStep pending = NativeStep.none();
    private long toldNanos;
    private String death = "";

    private NativePuppet(Helper helper, NativeHandles handles, String way, long pid) {
        this.helper = helper;
        this.handles = handles;
        this.way = way;
        this.pid = pid;
    }

    /** Starts one. */
    static NativePuppet start() {
        Helper helper = Helper.start();
        return new NativePuppet(helper, new NativeHandles(helper.scratch()), "", helper.pid());
    }

    /** Lets it fork; the child knows the same handles. */
    NativePuppet fork() {
        children++;
        helper.tell(way + "fork " + children);
        HelperReply reply = helper.hear(Deadline.in(STEP_BOUND))
                .filter(r -> r.kind() == '=' && r.firstNumber() > 0)
                .orElseThrow(() -> new HarnessException("the native process " + pid + " could not fork"));
        return new NativePuppet(helper, handles.copy(), way + "child " + children + " ", reply.firstNumber());
    }

    @Override
    public void tell(Order order) {
        Action action = order.action().orElseThrow(() -> new IllegalArgumentException("a native process is not reset"));
        toldNanos = System.nanoTime();
        pending = NativeStep.of(action, handles);
        pending.command().ifPresent(command -> helper.tell(way + command));
    }

    @Override
    public Optional<Performance> hear() {
        NativeStep step = pending;
        if (step.command().isEmpty()) {
            return Optional.of(performed(step.answer()));
        }
        Optional<HelperReply> reply = helper.hear(Deadline.in(STEP_BOUND));
        if (reply.isEmpty()) {
            death = inWords(helper.exitCode());
            return Optional.empty();
        } else if (reply.get().kind() == 'x') {
            death = inWords(reply.get());
            return Optional.empty();
        }
        return Optional.of(performed(step.answer(reply.get(), handles)));
    }

    private Performance performed(Answer answer) {
        return new Performance(toldNanos, System.nanoTime(), answer);
    }

    @Override
    public void kill() {
        if (way.isEmpty()) {
            helper.kill();
            death = inWords(helper.exitCode());
        } else if (!isDead()) {
            Signal.KILL.send(pid);
            helper.tell(way.strip().replaceFirst("child (\\d+)$", "reap $1"));
            death = helper.hear(Deadline.in(STEP_BOUND))
                    .map(NativePuppet::inWords)
                    .orElse("and the one that forked it");
        }
    }

    /** An exit code as {@link Process} has it: 128 more than the number of a signal. */
    private static String inWords(int exitCode) {
        return exitCode > 128 ? killedBy(exitCode - 128) : "exited with code " + exitCode;
    }

    private static String inWords(HelperReply end) {
        int code = (int) end.secondNumber();
        return end.first().equals("signal") ? killedBy(code) : "exited with code " + code;
    }

    private static String killedBy(int signal) {
        String name = switch (signal) {
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            default -> "signal " + signal;
        };
        return "was killed by " + name;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public boolean isDead() {
        return !death.isEmpty() || helper.isDead();
    }

    @Override
    public String death() {
        return death;
    }

    @Override
    public void replace() {
        throw new HarnessException("a native process is not replaced: its script starts another one");
    }
}
