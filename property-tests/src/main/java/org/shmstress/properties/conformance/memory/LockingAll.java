package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.memory.Linux.CURRENT;
import static org.shmstress.properties.conformance.memory.Linux.FUTURE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of mlockall and munlockall, in native processes: all that a JVM has mapped would be too much. */
final class LockingAll {

    private static final long PAGES = 16;
    private static final long KIB = 1024;
    private static final int UNKNOWN_FLAG = 0x4000;
    private static final long FEW_BYTES = 64 * KIB;

    private LockingAll() {}

    private static Area mapped(Scene c, NativeParty h) {
        return h.map(h.create(c.name("x"), PAGES * PAGE), PAGES * PAGE);
    }

    private static void isResident(Scene c, NativeParty h, Area mapped) {
        h.call("mincore", mapped, PAGES * PAGE, h.scratch(0)).returns(0);
        for (int page = 0; page < PAGES; page++) {
            c.same("page " + page + " is resident", 1L, h.get(h.scratch(page), Width.BYTE) & 1);
        }
    }

    @Row(value = "MLOCKALL-01", needs = Capability.ROOT)
    static void makesAllPagesResident(Scene c) {
        NativeParty h = c.helper();
        Area mapped = mapped(c, h);
        h.call("mlockall", CURRENT).returns(0);
        isResident(c, h, mapped);
        c.holds("at least this is locked", ProcessMaps.lockedKib(h) >= PAGES * PAGE / KIB);
    }

    @Row(value = "MLOCKALL-02", needs = Capability.ROOT)
    static void takesFlagsTogether(Scene c) {
        NativeParty h = c.helper();
        h.call("mlockall", CURRENT).returns(0);
        h.call("mlockall", FUTURE).returns(0);
        h.call("mlockall", CURRENT | FUTURE).returns(0);
    }

    @Row(value = "MLOCKALL-03", needs = Capability.ROOT)
    static void locksWhatIsMappedNow(Scene c) {
        NativeParty h = c.helper();
        mapped(c, h);
        h.call("mlockall", CURRENT).returns(0);
        long locked = ProcessMaps.lockedKib(h);
        c.holds("at least this is locked", locked >= PAGES * PAGE / KIB);
        Fd later = h.open(c.name("x"));
        h.map(later, PAGES * PAGE);
        c.same("KiB locked afterwards", locked, ProcessMaps.lockedKib(h));
    }

    @Row(value = "MLOCKALL-04", needs = Capability.ROOT)
    static void locksLaterMappingsAsTheyAreMade(Scene c) {
        NativeParty h = c.helper();
        h.call("mlockall", FUTURE).returns(0);
        long before = ProcessMaps.lockedKib(h);
        Area mapped = mapped(c, h);
        isResident(c, h, mapped);
        c.holds("so much more is locked", ProcessMaps.lockedKib(h) >= before + PAGES * PAGE / KIB);
    }

    @Row("MLOCKALL-05")
    static void refusesMappingsOverTheLimit(Scene c) {
        overrunsTheLimit(c);
    }

    @Row("MMAP-18")
    static void refusesMappingsThatCannotBeLocked(Scene c) {
        overrunsTheLimit(c);
    }

    private static void overrunsTheLimit(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), 2 * FEW_BYTES);
        Locking.limit(h, FEW_BYTES);
        h.call("mlockall", FUTURE).returns(0);
        h.call("mmap", 0, 2 * FEW_BYTES, READ_WRITE, SHARED, fd, 0).fails(EAGAIN);
    }

    @Row("MLOCKALL-07")
    static void wantsPrivilege(Scene c) {
        withoutPrivilege(c);
    }

    @Row("MLOCKALL-15")
    static void saysThatPrivilegeLacks(Scene c) {
        withoutPrivilege(c);
    }

    private static void withoutPrivilege(Scene c) {
        NativeParty h = c.helper();
        Locking.limit(h, 0);
        h.call("mlockall", CURRENT).fails(EPERM);
    }

    @Row(value = "MLOCKALL-08", needs = Capability.ROOT)
    static void returnsZero(Scene c) {
        c.helper().call("mlockall", CURRENT | FUTURE).returns(0);
    }

    @Row("MLOCKALL-09")
    static void returnsMinusOneWhenItFails(Scene c) {
        c.helper().call("mlockall", 0).fails(EINVAL);
    }

    @Row("MLOCKALL-10")
    static void locksNothingWhenItFails(Scene c) {
        overTheLimit(c);
    }

    @Row("MLOCKALL-14")
    static void saysThatTheLimitIsTooSmall(Scene c) {
        overTheLimit(c);
    }

    private static void overTheLimit(Scene c) {
        NativeParty h = c.helper();
        mapped(c, h);
        Locking.limit(h, PAGE);
        h.call("mlockall", CURRENT).fails(ENOMEM);
        c.same("KiB locked", 0L, ProcessMaps.lockedKib(h));
    }

    @Row("MLOCKALL-13")
    static void refusesFlagsThatItDoesNotKnow(Scene c) {
        NativeParty h = c.helper();
        h.call("mlockall", 0).fails(EINVAL);
        h.call("mlockall", UNKNOWN_FLAG).fails(EINVAL);
    }

    @Row(value = "MUNLOCKALL-01", needs = Capability.ROOT)
    static void doesNotLockLaterMappings(Scene c) {
        NativeParty h = c.helper();
        h.call("mlockall", FUTURE).returns(0);
        h.call("munlockall").returns(0);
        mapped(c, h);
        c.same("KiB locked", 0L, ProcessMaps.lockedKib(h));
    }

    @Row(value = "MUNLOCKALL-02", needs = Capability.ROOT)
    static void leavesLocksOfOthersAlone(Scene c) {
        Area theirs = c.b().map(c.b().create(c.name("x"), PAGES * PAGE), PAGES * PAGE);
        long before = ProcessMaps.lockedKib(c.b());
        c.b().call("mlock", theirs, PAGE).returns(0);
        NativeParty h = c.helper();
        h.map(h.open(c.name("x")), PAGES * PAGE);
        h.call("mlockall", CURRENT).returns(0);
        h.call("munlockall").returns(0);
        c.same("KiB locked by the other", before + PAGE / KIB, ProcessMaps.lockedKib(c.b()));
    }

    @Row(value = "MUNLOCKALL-03", needs = Capability.ROOT)
    static void unlocksAllPages(Scene c) {
        NativeParty h = c.helper();
        mapped(c, h);
        h.call("mlockall", CURRENT).returns(0);
        h.call("munlockall").returns(0);
        c.same("KiB locked", 0L, ProcessMaps.lockedKib(h));
    }

    @Row("MUNLOCKALL-05")
    static void returnsZeroWhenItUnlocks(Scene c) {
        c.helper().call("munlockall").returns(0);
    }
}
