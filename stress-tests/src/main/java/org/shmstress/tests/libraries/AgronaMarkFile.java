package org.shmstress.tests.libraries;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.agrona.MarkFile;
import org.agrona.concurrent.SystemEpochClock;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * Agrona's mark file ({@link MarkFile}): a mapped file whose version says that its creator is ready and whose timestamp says that he is
 * alive. Whoever finds it active must stay away.
 *
 * <p>What can go wrong: two processes that find it inactive at the same time both take it. Of a file just created that is so unless the
 * version check turns down version 0: see {@link AnyVersion}.
 */
@SharedObject(
        title = "Agrona: mark file that one process at a time may own",
        description = "MarkFile of Agrona; taken where it is not active, given back by a timestamp of 0.",
        bytes = 8,
        workers = 3)
public class AgronaMarkFile implements AutoCloseable {

    private static final int VERSION_OFFSET = 0;
    private static final int TIMESTAMP_OFFSET = 8;
    private static final int LENGTH = 64;
    private static final int VERSION = 1;
    private static final long TIMEOUT_MILLIS = 3_600_000;

    private final File file;
    private @Nullable MarkFile mine;

    public AgronaMarkFile(Slice unused, Path directory) {
        this.file = directory.resolve("mark.dat").toFile();
    }

    /** Takes the mark; false if somebody has it. */
    @Operation
    public boolean take(@Worker int worker) {
        if (mine != null) {
            return false;
        }
        MarkFile taken;
        try {
            taken = new MarkFile(
                    file,
                    file.exists(), // as Aeron does; of two who find none, one creates it
                    VERSION_OFFSET,
                    TIMESTAMP_OFFSET,
                    LENGTH,
                    TIMEOUT_MILLIS,
                    SystemEpochClock.INSTANCE,
                    this::checkVersion,
                    message -> {});
        } catch (IllegalStateException | UncheckedIOException activeOrBeingMade) {
            return false;
        }
        taken.timestampRelease(System.currentTimeMillis());
        taken.signalReady(VERSION);
        mine = taken;
        return true;
    }

    /** Its creator stores the version last. */
    void checkVersion(int version) {
        if (version != VERSION) {
            throw new IllegalStateException("its creator is not ready");
        }
    }

    /** Gives it back; false if it is not this worker's. */
    @Operation
    public boolean giveBack(@Worker int worker) {
        if (mine == null) {
            return false;
        }
        mine.timestampRelease(0);
        mine.close();
        mine = null;
        return true;
    }

    @Override
    public void close() {
        if (mine != null) {
            mine.close();
            mine = null;
        }
    }

    /** One owner. */
    public static final class Model {
        private int owner = -1;

        public boolean take(int worker) {
            boolean free = owner < 0;
            owner = free ? worker : owner;
            return free;
        }

        public boolean giveBack(int worker) {
            boolean his = owner == worker;
            owner = his ? -1 : owner;
            return his;
        }
    }

    /** The same with a version check that has nothing against 0, as that of Aeron's cluster has while its major version is 0. */
    @SharedObject(
            title = "Agrona: mark file whose version check admits 0",
            description =
                    "MarkFile of Agrona; the version of a file that its creator has not finished is 0, and is accepted.",
            bytes = 8,
            workers = 3,
            deviation =
                    "Agrona 2.6.0: between its creation and its first timestamp a mark file is zero, and whoever opens it then takes it"
                            + " by compare-and-set while its creator, who does not look again, takes it too")
    public static final class AnyVersion extends AgronaMarkFile {

        public AnyVersion(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void checkVersion(int version) {}
    }
}
