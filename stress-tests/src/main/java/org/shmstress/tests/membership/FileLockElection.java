package org.shmstress.tests.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Leaders elected by a file lock: who gets it begins a new term, publishes that and acts; followers address the leader of the term that
 * is published.
 *
 * <p>What can go wrong: a leader who acts before he is published has followers see what he does and turn to his predecessor. So the
 * term is published first; a follower who sees an act sees its leader, or a later one.
 *
 * <pre>
 * offset  width  name        ordering
 * 0       8      published   term; release by the leader, acquire
 * 64      8      acted       last term whose leader has acted; release by the leader, acquire
 * </pre>
 */
@SharedObject(
        title = "Leader election by file lock: leaders are killed",
        description =
                "The holder of a file lock publishes a new term and then acts. Followers who see an act must find its leader, or a"
                        + " later one, published.",
        bytes = 128,
        workers = 3,
        faults = Fault.KILL)
public class FileLockElection implements AutoCloseable {

    private static final int PUBLISHED = 0;
    private static final int ACTED = 64;

    private final Slice slice;
    private final FileChannel channel;

    public FileLockElection(Slice slice, Path directory) {
        this.slice = slice;
        this.channel = LockFiles.open(directory.resolve("leader"));
    }

    /** Becomes the leader, acts and steps down; returns the term. */
    @Operation
    public final long lead() {
        try (FileLock elected = channel.lock()) {
            long term = slice.getLong(PUBLISHED) + 1;
            reign(term);
            return term;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reign(long term) {
        publish(term);
        act(term);
    }

    final void publish(long term) {
        slice.putLongRelease(PUBLISHED, term); // pairs with findsLeader
    }

    final void act(long term) {
        Crash.here("elected, has not yet acted");
        slice.putLongRelease(ACTED, term); // pairs with findsLeader: who sees the act sees the term
    }

    /** Whether the leader of the last act that is visible, or a later one, is published. */
    @Operation(weight = 3)
    public final boolean findsLeader() {
        long acted = slice.getLongAcquire(ACTED);
        return slice.getLongAcquire(PUBLISHED) >= acted;
    }

    @Override
    public final void close() throws IOException {
        channel.close();
    }

    /** Terms follow each other. */
    public static final class Model {
        private long term;

        public long lead() {
            return ++term;
        }

        public boolean findsLeader() {
            return true;
        }
    }

    /** D-123: the leader publishes his term after he has started to act, so followers address the previous leader. */
    @SharedObject(
            title = "Leader who acts before he is published",
            description =
                    "The leader acts and then publishes his term; followers who see the act turn to the previous leader.",
            bytes = 128,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-123")
    public static final class ActsFirst extends FileLockElection {

        public ActsFirst(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        void reign(long term) {
            act(term);
            publish(term);
        }
    }
}
