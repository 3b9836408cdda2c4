package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EFAULT;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.posix.Errno.ENOTSUP;
import static org.shmstress.posix.Errno.EOVERFLOW;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.memory.Linux.ADRERR;
import static org.shmstress.properties.conformance.memory.Linux.ANONYMOUS;
import static org.shmstress.properties.conformance.memory.Linux.EXEC;
import static org.shmstress.properties.conformance.memory.Linux.FIXED;
import static org.shmstress.properties.conformance.memory.Linux.MAY_MOVE;
import static org.shmstress.properties.conformance.memory.Linux.NONE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SIGBUS;

import org.shmstress.posix.Errno;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of mappings of the third tier: what is left to a system, and details of Linux. */
final class MappingFreedoms {

    private static final int UNKNOWN_SYNC = 8;
    private static final long LAST_PAGE = Long.MAX_VALUE / PAGE * PAGE;
    private static final int NO_ADDRESS = 123;

    /** {@code struct futex_waitv} (linux/futex.h). */
    private static final int WAITV_BYTES = 24;

    private MappingFreedoms() {}

    @Row("MMAP-27")
    static void refusesFlagsWithoutMeaning(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.a().call("mmap", 0, PAGE, READ, Linux.SHARED_VALIDATE | Linux.UNKNOWN_FLAG, fd, 0)
                .fails(ENOTSUP);
    }

    @Row("MMAP-28")
    static void mapsPastTheEndAndRaisesASignalThere(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        Area beyond = h.mmap(0, PAGE, READ_WRITE, SHARED, fd, 4L * PAGE);
        h.touchIsHit(beyond, false, SIGBUS, ADRERR);
    }

    @Row("MMAP-31")
    static void refusesAnOffsetThatIsTooLarge(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.a().call("mmap", 0, 2L * PAGE, READ_WRITE, SHARED, fd, LAST_PAGE).fails(EOVERFLOW, EINVAL);
    }

    @Row("MMAP-X13")
    static void refusesToExecuteWhereTheMountForbidsIt(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        boolean forbidden = ProcessMaps.mountForbidsExecution("/dev/shm");
        c.fact("/dev/shm is mounted noexec", forbidden);
        if (forbidden) {
            c.a().call("mmap", 0, PAGE, READ | EXEC, SHARED, fd, 0).fails(EPERM);
        } else {
            c.same("rights", "r-xs", ProcessMaps.rights(c.a(), c.a().mmap(0, PAGE, READ | EXEC, SHARED, fd, 0)));
        }
    }

    @Row("MSYNC-X05")
    static void doesNotInvalidateLockedPages(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("msync", mapped, PAGE, Linux.MS_INVALIDATE).returns(0);
        c.a().call("mlock", mapped, PAGE).returns(0);
        c.a().call("msync", mapped, PAGE, Linux.MS_INVALIDATE).fails(EBUSY);
    }

    @Row("MSYNC-X07")
    static void refusesBitsThatItDoesNotKnow(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("msync", mapped, PAGE, UNKNOWN_SYNC).fails(EINVAL);
    }

    @Row("MREMAP-X06")
    static void copiesNoPrivateMapping(Scene c) {
        Area own = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, c.a().create(c.name("x"), PAGE), 0);
        c.a().call("mremap", own, 0, PAGE, MAY_MOVE).fails(EINVAL);
    }

    @Row("MREMAP-X07")
    static void refusesANewSizeOfZero(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("mremap", mapped, PAGE, 0, MAY_MOVE).fails(EINVAL);
    }

    @Row("MREMAP-X09")
    static void keepsTheOldRangeWhenTold(Scene c) {
        NativeParty h = c.helper();
        Area old = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putInt(old, 1);
        Area fresh = h.area("mremap", old, PAGE, PAGE, MAY_MOVE | Linux.DONT_UNMAP, 0);
        c.holds("another address", fresh.address() != old.address());
        h.has(fresh, 1);
        h.putInt(old, 2);
        h.has(fresh, 2);
    }

    @Row("MREMAP-X10")
    static void takesTheFifthArgumentForAnAddress(Scene c) {
        NativeParty h = c.helper();
        Area old = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("syscall", Linux.MREMAP_CALL, old, PAGE, PAGE, MAY_MOVE | Linux.DONT_UNMAP, NO_ADDRESS)
                .fails(EINVAL);
    }

    @Row("MADVISE-X07")
    static void wipesNoSharedMapping(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("madvise", mapped, PAGE, Linux.WIPEONFORK).fails(EINVAL);
        c.a().putInt(mapped, 1);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 1);
    }

    @Row("MADVISE-X09")
    static void saysThatPagesCannotBePopulated(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), 2L * PAGE);
        c.a().call("madvise", mapped, PAGE, Linux.POPULATE_WRITE).returns(0);
        c.a().call("madvise", mapped, 2L * PAGE, Linux.POPULATE_WRITE).fails(EFAULT);
    }

    @Row("MADVISE-X11")
    static void changesNoBytesByAdvice(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), 4L * PAGE), 4L * PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), 4L * PAGE);
        c.a().fill(mine, 4L * PAGE, 0x5a);
        c.b().fill(c.b().scratch(0), 4L * PAGE, 0x5a);
        c.a().call("madvise", mine, 4L * PAGE, Linux.DONTDUMP).returns(0);
        c.a().call("madvise", mine, 4L * PAGE, Linux.HUGEPAGE)
                .is("0, or -1 where the kernel has no huge pages", v -> v == 0 || v == -1);
        c.b().call("memcmp", theirs, c.b().scratch(0), 4L * PAGE).returns(0);
    }

    @Row("FORK-15")
    static void doesNotInheritMemoryLocks(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("mlock", mapped, PAGE).returns(0);
        c.same("KiB locked", PAGE / 1024L, ProcessMaps.lockedKib(h));
        NativeParty child = h.fork();
        child.has(mapped, 0);
        c.same("KiB locked by the child", 0L, ProcessMaps.lockedKib(child));
    }

    @Row("FUTEX-X21")
    static void waitsOnSeveralWords(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        Area list = c.b().scratch(0);
        for (int i = 0; i < 2; i++) {
            c.b().putLong(
                            list.at((long) i * WAITV_BYTES + 8),
                            theirs.at(64L * i).address());
            c.b().putInt(list.at((long) i * WAITV_BYTES + 16), Linux.FUTEX_32);
        }
        if (c.b().call("syscall", Linux.FUTEX_WAITV_CALL, list, 0, 0, 0, 0).errno() == Errno.ENOSYS) {
            c.fact("futex_waitv", "not before Linux 5.16");
            return;
        }
        Pending waiter = c.b().begin("syscall", Linux.FUTEX_WAITV_CALL, list, 2, 0, 0, 0);
        waiter.isBlocked();
        Futex.wake(c.a(), mine.at(64), 1).returns(1);
        waiter.returns(1);
    }

    @Row("MMAP-22")
    static void saysThatThereAreTooManyMappings(Scene c) {
        NativeParty h = c.helper();
        h.call("map_until_full", 0).is("ENOMEM", errno -> errno == ENOMEM.number());
        Area reserved = h.mmap(0, 2L * PAGE, NONE, PRIVATE | ANONYMOUS, -1, 0);
        h.mmap(reserved.address(), PAGE, READ, PRIVATE | ANONYMOUS | FIXED, -1, 0);
    }
}
