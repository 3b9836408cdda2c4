package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.properties.conformance.memory.Linux.ADRERR;
import static org.shmstress.properties.conformance.memory.Linux.MINOR_FAULTS;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.SIGBUS;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of mlock and munlock. */
final class Locking {

    private static final long PAGES = 4;
    private static final long MANY = 64;
    private static final long KIB = 1024;
    private static final long LIMIT_BYTES = 64 * KIB;

    /** Faults that a process has besides: its stack, its buffers. */
    private static final int BESIDES = 8;

    private Locking() {}

    @Row("MLOCK-01")
    static void keepsWholePagesResident(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGES * PAGE), PAGES * PAGE);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", mapped, PAGES * PAGE).returns(0);
        c.same("KiB locked", before + PAGES * PAGE / KIB, ProcessMaps.lockedKib(c.a()));
        c.a().call("mincore", mapped, PAGES * PAGE, c.a().scratch(0)).returns(0);
        for (int page = 0; page < PAGES; page++) {
            c.same("page " + page + " is resident", 1L, c.a().get(c.a().scratch(page), Width.BYTE) & 1);
        }
        c.a().call("munlock", mapped, PAGES * PAGE).returns(0);
        c.same("KiB locked afterwards", before, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MLOCK-03")
    static void makesPagesResidentBeforeItReturns(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), MANY * PAGE), MANY * PAGE);
        h.call("mlock", mapped, MANY * PAGE).returns(0);
        long before = faults(h);
        h.fill(mapped, MANY * PAGE, 1);
        long faults = faults(h) - before;
        c.fact("faults of " + MANY + " pages", faults);
        c.holds("no fault per page", faults <= BESIDES);
    }

    private static long faults(NativeParty h) {
        h.call("getrusage", Linux.OF_THREAD, h.scratch(0)).returns(0);
        return h.getLong(h.scratch(MINOR_FAULTS));
    }

    @Row("MLOCK-08")
    static void refusesARangeWithAHole(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 2L * PAGE), 2L * PAGE);
        h.call("munmap", mapped.at(PAGE), PAGE).returns(0);
        h.call("mlock", mapped, 2L * PAGE).fails(ENOMEM);
    }

    @Row("MLOCK-11")
    static void staysWithinTheLimit(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 2 * LIMIT_BYTES), 2 * LIMIT_BYTES);
        limit(h, LIMIT_BYTES);
        h.call("mlock", mapped, 2 * LIMIT_BYTES).fails(ENOMEM);
        h.call("mlock", mapped, LIMIT_BYTES).returns(0);
        h.call("mlock", mapped.at(LIMIT_BYTES), PAGE).fails(ENOMEM);
    }

    /** Limits what the process may lock, and gives up the privilege of locking more. */
    static void limit(NativeParty h, long bytes) {
        h.putLong(h.scratch(0), bytes);
        h.putLong(h.scratch(8), bytes);
        h.call("setrlimit", Linux.LIMIT_LOCKED, h.scratch(0)).returns(0);
        if (h.call("geteuid").value() == 0) {
            h.call("setuid", Linux.UNPRIVILEGED).returns(0);
        }
    }

    @Row("MLOCK-X01")
    static void refusesPagesPastTheObject(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), 2L * PAGE);
        c.a().call("mlock", mapped, 2L * PAGE).fails(ENOMEM);
    }

    @Row("MLOCK-X02")
    static void doesNotStopTruncation(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putInt(mapped, 1);
        h.call("mlock", mapped, PAGE).returns(0);
        c.b().call("ftruncate", c.b().open(c.name("x")), 0).returns(0);
        h.touchIsHit(mapped, false, SIGBUS, ADRERR);
    }

    @Row("MUNLOCK-03")
    static void leavesLocksOfOthersAlone(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        long before = ProcessMaps.lockedKib(c.b());
        c.a().call("mlock", mine, PAGE).returns(0);
        c.b().call("mlock", theirs, PAGE).returns(0);
        c.a().call("munlock", mine, PAGE).returns(0);
        c.same("KiB locked by the other", before + PAGE / KIB, ProcessMaps.lockedKib(c.b()));
    }
}
