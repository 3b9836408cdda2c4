package org.shmstress.worker.puppet;

import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PosixException;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.segment.AccessPath;

/** Performs orders one after the other, each by the real call, and tells what came of it and when. */
public final class PuppetWorker {

    /** A group's beginning is never further ahead; a longer wait means that the clocks of the processes differ. */
    private static final long MAX_WAIT_NANOS = 1_000_000_000;

    private final Handles handles = new Handles();
    private final Deeds deeds;

    /** A puppet that reaches mapped memory by this path. */
    public PuppetWorker(AccessPath path) {
        this.deeds = new Deeds(path, handles);
    }

    /** Performs one {@link Order}, both in text form. */
    public String perform(String order) {
        Order parsed = Order.parse(order);
        waitUntil(parsed.atNanos());
        long start = System.nanoTime();
        // Without fences a load may run ahead of the first stamp, and a store lie in the store buffer beyond the
        // second.
        VarHandle.fullFence();
        Answer answer = answer(parsed.action());
        VarHandle.fullFence();
        return new Performance(start, System.nanoTime(), answer).text();
    }

    private Answer answer(Optional<Action> action) {
        try {
            if (action.isEmpty()) {
                handles.releaseAll();
                return deeds.releaseCalls() ? new Answer.Ok() : new Answer.NotRun("a call never returned");
            }
            return deeds.perform(action.get());
        } catch (PosixException e) {
            return new Answer.Failed(Errno.nameOf(e.number()));
        } catch (Throwable t) {
            // Whatever a JVM makes of a bad access is an answer; the parent compares it with those that are allowed.
            return new Answer.Threw(t.getClass().getName());
        }
    }

    /** Spins, so that the steps of a group begin within a microsecond of each other where there are CPUs for them. */
    private static void waitUntil(long nanos) {
        if (nanos - System.nanoTime() > MAX_WAIT_NANOS) {
            throw new IllegalArgumentException("told to begin more than a second from now");
        }
        while (nanos != 0 && System.nanoTime() < nanos) {
            Thread.onSpinWait();
        }
    }
}
