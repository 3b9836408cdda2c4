package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of mlock and munlock that leave a system freedom, and what Linux makes of it. */
final class LockingMore {

    private static final long KIB = 1024;
    private static final long PAGE_KIB = PAGE / KIB;

    private LockingMore() {}

    private static Area mapped(Scene c) {
        return c.a().map(c.a().create(c.name("x"), 2L * PAGE), 2L * PAGE);
    }

    @Row("MLOCK-02")
    static void roundsAPlaceDown(Scene c) {
        Area mapped = mapped(c);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", mapped.at(1), 1).returns(0);
        c.same("KiB locked", before + PAGE_KIB, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MLOCK-04")
    static void asksForPrivilegeWhereTheLimitIsZero(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        Locking.limit(h, 0);
        h.call("mlock", mapped, PAGE).fails(EPERM, ENOMEM);
    }

    @Row("MLOCK-05")
    static void returnsZero(Scene c) {
        c.a().call("mlock", mapped(c), 2L * PAGE).returns(0);
    }

    @Row("MLOCK-06")
    static void locksNothingWhenItFails(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 4L * PAGE), 4L * PAGE);
        Locking.limit(h, 2L * PAGE);
        h.call("mlock", mapped, PAGE).returns(0);
        h.call("mlock", mapped, 4L * PAGE).fails(ENOMEM);
        c.same("KiB locked", PAGE_KIB, ProcessMaps.lockedKib(h));
    }

    @Row("MLOCK-07")
    static void returnsMinusOneWhenItFails(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("munmap", mapped, PAGE).returns(0);
        h.call("mlock", mapped, PAGE).fails(ENOMEM);
    }

    @Row("MLOCK-10")
    static void locksFromAnyByte(Scene c) {
        c.a().call("mlock", mapped(c).at(100), PAGE).returns(0);
    }

    @Row("MLOCK-12")
    static void wantsPrivilegeWithoutALimit(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        Locking.limit(h, 0);
        h.call("mlock", mapped, PAGE).fails(EPERM);
    }

    @Row("MUNLOCK-01")
    static void undoesAnyNumberOfLocks(Scene c) {
        Area mapped = mapped(c);
        long before = ProcessMaps.lockedKib(c.a());
        for (int i = 0; i < 3; i++) {
            c.a().call("mlock", mapped, PAGE).returns(0);
        }
        c.same("KiB locked", before + PAGE_KIB, ProcessMaps.lockedKib(c.a()));
        c.a().call("munlock", mapped, PAGE).returns(0);
        c.same("KiB locked afterwards", before, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MUNLOCK-02")
    static void unlocksFromAnyByte(Scene c) {
        Area mapped = mapped(c);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", mapped, PAGE).returns(0);
        c.a().call("munlock", mapped.at(1), 1).returns(0);
        c.same("KiB locked", before, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MUNLOCK-04")
    static void leavesLocksThroughAnotherMapping(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area p = c.a().map(fd, PAGE);
        Area q = c.a().map(fd, PAGE);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", p, PAGE).returns(0);
        c.a().call("mlock", q, PAGE).returns(0);
        c.same("KiB locked", before + 2 * PAGE_KIB, ProcessMaps.lockedKib(c.a()));
        c.a().call("munlock", p, PAGE).returns(0);
        c.same("KiB locked afterwards", before + PAGE_KIB, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MUNLOCK-05")
    static void unlocksARange(Scene c) {
        Area mapped = mapped(c);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", mapped, 2L * PAGE).returns(0);
        c.a().call("munlock", mapped, PAGE).returns(0);
        c.same("KiB locked", before + PAGE_KIB, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MUNLOCK-07")
    static void returnsZeroWhenItUnlocks(Scene c) {
        Area mapped = mapped(c);
        c.a().call("mlock", mapped, PAGE).returns(0);
        c.a().call("munlock", mapped, PAGE).returns(0);
    }

    @Row("MUNLOCK-08")
    static void unlocksNothingWhenItFails(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 2L * PAGE), 2L * PAGE);
        h.call("mlock", mapped.at(PAGE), PAGE).returns(0);
        h.call("munmap", mapped, PAGE).returns(0);
        h.call("munlock", mapped, 2L * PAGE).fails(ENOMEM);
        c.same("KiB locked", PAGE_KIB, ProcessMaps.lockedKib(h));
    }

    @Row("MUNLOCK-09")
    static void returnsMinusOneWhereNothingIsMapped(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("munmap", mapped, PAGE).returns(0);
        h.call("munlock", mapped, PAGE).fails(ENOMEM);
    }

    @Row("MUNLOCK-10")
    static void refusesToUnlockARangeWithAHole(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 3L * PAGE), 3L * PAGE);
        h.call("mlock", mapped, 3L * PAGE).returns(0);
        h.call("munmap", mapped.at(PAGE), PAGE).returns(0);
        h.call("munlock", mapped, 3L * PAGE).fails(ENOMEM);
    }

    @Row("MUNLOCK-11")
    static void acceptsAMisalignedPlace(Scene c) {
        Area mapped = mapped(c);
        c.a().call("mlock", mapped, 2L * PAGE).returns(0);
        c.a().call("munlock", mapped.at(100), PAGE).returns(0);
    }
}
