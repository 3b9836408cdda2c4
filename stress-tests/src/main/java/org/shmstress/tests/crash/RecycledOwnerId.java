package org.shmstress.tests.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.tests.membership.Liveness;

/**
 * Locks whose owner is dead while a stranger has its process id.
 *
 * <p>The kernel gives ids out in turn and begins again from the smallest, so after some 32,000 processes an id comes back. Here the turn
 * is set to it ({@code /proc/sys/kernel/ns_last_pid}, proc(5); root may). Where that is not allowed, the owner just dies. It has lived
 * for longer than a clock tick, since that is how finely start times are told apart.
 *
 * <p>What can go wrong: the id alone looks alive for ever, and so does the owner. Right is to keep the start time beside it.
 */
@SharedObject(
        title = "Dead owner whose process id was given to another process",
        description =
                "An owner is known by process id and start time. It dies, its id is recycled, and whoever wants the lock must find"
                        + " that the owner is dead.",
        bytes = 16)
public class RecycledOwnerId {

    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
    private static final int TRIES = 50;

    private final Slice slice;

    public RecycledOwnerId(Slice slice) {
        this.slice = slice;
    }

    /** Takes and frees a lock that nobody else wants; whether its owner was seen to live meanwhile. */
    @Operation(weight = 100)
    public final boolean ownerLives(@Worker int worker) {
        slice.putLongRelease(8 * worker, Liveness.SELF);
        boolean lives = !isDead(slice.getLongAcquire(8 * worker));
        slice.putLongRelease(8 * worker, 0);
        return lives;
    }

    /** Has a process own a lock and die, and another one get its id; whether the lock could be taken over. */
    @Operation
    public final boolean takesOver(@Worker int worker) {
        try {
            Process owner = start();
            long identity = Liveness.of(owner.pid());
            slice.putLongRelease(8 * worker, identity);
            outliveTick(identity);
            end(owner);
            Process stranger = recycle(identity);
            boolean dead = isDead(slice.getLongAcquire(8 * worker));
            end(stranger);
            slice.putLongRelease(8 * worker, 0);
            return dead;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isDead(long owner) {
        return !Liveness.isAlive(owner);
    }

    /** Returns when whatever is started from now on, be it a thread, starts in a later clock tick than the owner has. */
    private static void outliveTick(long owner) throws IOException {
        long later = owner;
        for (int i = 0; i < TRIES && Liveness.isSameTick(later, owner); i++) {
            Process process = start();
            later = Liveness.of(process.pid());
            end(process);
        }
    }

    /** A process that got the id of a dead one; or, where the turn cannot be set or others were faster, any. */
    private static Process recycle(long dead) throws IOException {
        Process process = next(dead);
        for (int i = 0; i < TRIES && process.pid() != Liveness.pid(dead); i++) {
            end(process);
            process = next(dead);
        }
        return process;
    }

    private static Process next(long dead) throws IOException {
        if (Files.isWritable(LAST_PID)) {
            Files.writeString(LAST_PID, Long.toString(Liveness.pid(dead) - 1));
        }
        return start();
    }

    /** One that lives until it is ended, or until this process is. */
    private static Process start() throws IOException {
        return new ProcessBuilder("cat").start();
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who lives lives, and who died is dead. */
    public static final class Model {

        public boolean ownerLives(int worker) {
            return true;
        }

        public boolean takesOver(int worker) {
            return true;
        }
    }

    /** D-024: the owner is looked up by its id without a start time, so a recycled id makes a dead owner look alive for ever. */
    @SharedObject(
            title = "Dead owner who is looked up by process id alone",
            description =
                    "Whether the owner lives is asked by its process id without a start time; a stranger who got the id makes"
                            + " the dead owner look alive for ever.",
            bytes = 16,
            defect = "D-024")
    public static final class WithoutStartTime extends RecycledOwnerId {

        public WithoutStartTime(Slice slice) {
            super(slice);
        }

        @Override
        boolean isDead(long owner) {
            return !Liveness.isAlive(Liveness.of(Liveness.pid(owner)));
        }
    }
}
