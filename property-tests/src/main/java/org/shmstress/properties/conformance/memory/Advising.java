package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.memory.Linux.DOFORK;
import static org.shmstress.properties.conformance.memory.Linux.DONTFORK;
import static org.shmstress.properties.conformance.memory.Linux.DONTNEED;
import static org.shmstress.properties.conformance.memory.Linux.FREE;
import static org.shmstress.properties.conformance.memory.Linux.MAPERR;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.REMOVE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SIGSEGV;

import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of madvise. */
final class Advising {

    private static final int NO_ADVICE = 12345;
    private static final int BLOCK_BYTES = 512;

    private Advising() {}

    @Row("MADVISE-X01")
    static void dropsOnlyTheWayToSharedPages(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().putInt(mine, 1);
        c.b().has(theirs, 1);
        c.a().call("madvise", mine, PAGE, DONTNEED).returns(0);
        c.a().has(mine, 1);
        c.b().has(theirs, 1);
    }

    @Row("MADVISE-X02")
    static void throwsPrivateChangesAway(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.a().putInt(c.a().map(fd, PAGE), 1);
        Area own = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0);
        c.a().putInt(own, 2);
        c.a().call("madvise", own, PAGE, DONTNEED).returns(0);
        c.a().has(own, 1);
    }

    @Row("MADVISE-X03")
    static void punchesAHoleForAll(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2L * PAGE);
        Area mine = c.a().map(fd, 2L * PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), 2L * PAGE);
        c.a().fill(mine, 2L * PAGE, 0x5a);
        c.same("blocks", 2L * PAGE / BLOCK_BYTES, blocks(c.a(), fd));
        c.a().call("madvise", mine, PAGE, REMOVE).returns(0);
        c.same("blocks afterwards", (long) PAGE / BLOCK_BYTES, blocks(c.a(), fd));
        c.b().has(theirs, 0);
        c.b().has(theirs.at(PAGE), 0x5a5a5a5a);
    }

    private static long blocks(Party party, Fd fd) {
        Area status = party.scratch(0);
        party.call("statx", fd, "", Linux.EMPTY_PATH, Linux.BASIC_STATS, status).returns(0);
        return party.getLong(status.at(Linux.STATX_BLOCKS));
    }

    @Row("MADVISE-X04")
    static void punchesNoHoleWithoutTheRightToWriteForAll(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area own = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0);
        c.a().call("madvise", own, PAGE, REMOVE).fails(EACCES);
        Fd readOnly = c.b().open("shm_open", c.name("x"), OpenFlags.READ_ONLY, 0);
        c.b().call("madvise", c.b().mmap(0, PAGE, READ, SHARED, readOnly, 0), PAGE, REMOVE)
                .fails(EACCES);
    }

    @Row("MADVISE-X05")
    static void keepsARangeOutOfAChild(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 2L * PAGE), 2L * PAGE);
        h.call("madvise", mapped, PAGE, DONTFORK).returns(0);
        NativeParty child = h.fork();
        child.touchIsHit(mapped, false, SIGSEGV, MAPERR);
        child.has(mapped.at(PAGE), 0);
        h.has(mapped, 0);
    }

    @Row("MADVISE-X06")
    static void letsAChildInheritAgain(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("madvise", mapped, PAGE, DONTFORK).returns(0);
        h.call("madvise", mapped, PAGE, DOFORK).returns(0);
        h.putInt(mapped, 1);
        NativeParty child = h.fork();
        child.has(mapped, 1);
        child.putInt(mapped, 2);
        h.has(mapped, 2);
    }

    @Row("MADVISE-X08")
    static void refusesWhatItDoesNotKnow(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("madvise", mapped.at(1), PAGE, DONTNEED).fails(EINVAL);
        c.a().call("madvise", mapped, PAGE, NO_ADVICE).fails(EINVAL);
    }

    @Row("MADVISE-X10")
    static void freesNoSharedPages(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().putInt(mapped, 1);
        c.a().call("madvise", mapped, PAGE, FREE).fails(EINVAL);
        c.a().has(mapped, 1);
    }
}
