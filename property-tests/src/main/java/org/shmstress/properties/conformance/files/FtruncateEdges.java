package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EFBIG;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.BUS_ADRERR;
import static org.shmstress.properties.conformance.files.FileConstants.RLIMIT_FSIZE;
import static org.shmstress.properties.conformance.files.FileConstants.SIGBUS;
import static org.shmstress.properties.conformance.files.FileConstants.SIGXFSZ;
import static org.shmstress.properties.conformance.files.FileConstants.SIG_IGN;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of ftruncate: refusals, limits, and what it does to blocks and times. */
final class FtruncateEdges {

    private static final long MIB = 1 << 20;
    private static final int TRIES = 20_000;

    private FtruncateEdges() {}

    @Row("FTRUNCATE-X09")
    static void refusesDescriptorsNotOpenForWriting(Scene c) {
        c.a().create(c.name("x"), 4096);
        Fd readOnly = c.b().open("shm_open", c.name("x"), READ_ONLY, 0);
        c.b().call("ftruncate", readOnly, 8192).fails(EINVAL, EBADF);
        c.same("size afterwards", 4096L, Fstat.size(c.b(), readOnly));
    }

    @Row("FTRUNCATE-X10")
    static void refusesANegativeLength(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("ftruncate", fd, -1).fails(EINVAL);
        c.same("size afterwards", 4096L, Fstat.size(c.a(), fd));
    }

    /** The largest size of tmpfs is that of off_t, so nothing lies above it; other file systems have less. */
    @Row("FTRUNCATE-X11")
    static void refusesLengthsAboveTheMaximum(Scene c) {
        Fd object = c.a().create(c.name("x"), 4096);
        takesOrRefuses(c, object);
        Fd file = c.a().open("open", c.disk("file"), READ_WRITE | CREATE, 0600);
        c.a().call("ftruncate", file, 4096).returns(0);
        takesOrRefuses(c, file);
    }

    private static void takesOrRefuses(Scene c, Fd fd) {
        Returned result = c.a().call("ftruncate", fd, Long.MAX_VALUE);
        if (result.failed()) {
            result.fails(EFBIG, EINVAL);
        }
        c.same("size", result.failed() ? 4096L : Long.MAX_VALUE, Fstat.size(c.a(), fd));
    }

    @Row("FTRUNCATE-X12")
    static void respectsTheFileSizeLimit(Scene c) {
        NativeParty limited = c.helper();
        Fd fd = limited.create(c.name("x"), 4096);
        Area limit = limited.scratch(0);
        limited.putLong(limit, 4096);
        limited.putLong(limit.at(8), 4096);
        limited.call("setrlimit", RLIMIT_FSIZE, limit).returns(0);
        limited.call("signal", SIGXFSZ, SIG_IGN);
        limited.call("ftruncate", fd, 8192).fails(EFBIG);
        limited.handle(SIGXFSZ, 0);
        limited.call("ftruncate", fd, 8192).fails(EFBIG);
        c.same("signals handled", 1L, limited.handled(SIGXFSZ));
        c.same("size afterwards", 4096L, Fstat.size(limited, fd));
    }

    @Row("FTRUNCATE-X13")
    static void reservesNoMemory(Scene c) {
        Fd fd = c.a().create(c.name("x"), 64 * MIB);
        c.same("blocks after sizing", 0L, Fstat.blocks(c.b(), c.b().open(c.name("x"))));
        c.a().putInt(c.a().map(fd, 64 * MIB).at(32 * MIB), 1);
        c.holds("blocks once a page is touched", Fstat.blocks(c.a(), fd) > 0);
        if (c.has(Capability.MOUNT)) {
            NativeParty alone = PrivateShm.of(c, "size=1m");
            long free = PrivateShm.free(alone);
            alone.create(c.name("y"), 64 * MIB);
            c.same("free bytes", free, PrivateShm.free(alone));
        }
    }

    @Row("FTRUNCATE-X14")
    static void acceptsSizesFarAboveTheRoomThatThereIs(Scene c) {
        Fd fd = c.a().create(c.name("x"), 0);
        c.a().call("fstatfs", fd, c.a().scratch(0)).returns(0);
        long size = 2 * c.a().getLong(c.a().scratch(8)) * c.a().getLong(c.a().scratch(16));
        c.a().call("ftruncate", fd, size).returns(0);
        c.same("size", size, Fstat.size(c.b(), c.b().open(c.name("x"))));
    }

    @Row("FTRUNCATE-X15")
    static void changesNothingWhenTheLengthIsTheSame(Scene c) {
        Fd fd = c.a().create(c.name("x"), 8192);
        Area there = c.a().map(fd, 8192);
        Area here = c.b().map(c.b().open(c.name("x")), 8192);
        c.a().fill(there.at(100), 200, 0x42);
        long sum = c.b().checksum(here, 8192);
        long blocks = Fstat.blocks(c.a(), fd);
        c.a().call("ftruncate", fd, 8192).returns(0);
        c.same("blocks", blocks, Fstat.blocks(c.a(), fd));
        c.same("checksum", sum, c.b().checksum(here, 8192));
    }

    /** The clock of files moves in steps; sizes go up and down until it has moved. */
    @Row("FTRUNCATE-X19")
    static void updatesTheTimes(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        Fd other = c.b().open(c.name("x"));
        long modified = Fstat.modifiedNanos(c.b(), other);
        long changed = Fstat.changedNanos(c.b(), other);
        int tries = 0;
        do {
            c.a().call("ftruncate", fd, 4096 + 4096 * (tries++ % 2 + 1)).returns(0);
        } while (Fstat.modifiedNanos(c.b(), other) <= modified && tries < TRIES);
        c.holds("the time of modification moved on", Fstat.modifiedNanos(c.b(), other) > modified);
        c.holds("the time of change moved on", Fstat.changedNanos(c.b(), other) > changed);
    }

    @Row("FTRUNCATE-X20")
    static void makesMappingsOfNothingThatFault(Scene c) {
        NativeParty alone = c.helper();
        Area mapped = alone.map(alone.create(c.name("x"), 0), 4096);
        alone.touchIsHit(mapped, false, SIGBUS, BUS_ADRERR);
        alone.touchIsHit(mapped, true, SIGBUS, BUS_ADRERR);
    }

    @Row("FTRUNCATE-X21")
    static void refusesClosedDescriptors(Scene c) {
        NativeParty quiet = c.helper();
        Fd fd = quiet.create(c.name("x"), 4096);
        quiet.call("close", fd).returns(0);
        quiet.call("ftruncate", fd, 8192).fails(EBADF);
        c.same("size afterwards", 4096L, Fstat.size(c.a(), c.a().open(c.name("x"))));
    }
}
