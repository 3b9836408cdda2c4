package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EEXIST;
import static org.shmstress.posix.Errno.ENOTSUP;
import static org.shmstress.properties.conformance.memory.Linux.ADRERR;
import static org.shmstress.properties.conformance.memory.Linux.ANONYMOUS;
import static org.shmstress.properties.conformance.memory.Linux.FIXED_NOREPLACE;
import static org.shmstress.properties.conformance.memory.Linux.NONE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.POPULATE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SHARED_VALIDATE;
import static org.shmstress.properties.conformance.memory.Linux.SIGBUS;

import org.shmstress.posix.Errno;
import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Argument;

/** Rows of mmap that Linux promises, or that follow from how it works. */
final class MappingOnLinux {

    private static final int PAGES = 64;

    /** Faults that a process has besides: its stack, its buffers, the library's tables. */
    private static final int BESIDES = 8;

    private static final int ROUNDS = 200;

    /** Who may make no call cannot give way to others either. */
    private static final int GUARDED_ROUNDS = 50;

    private MappingOnLinux() {}

    @Row("MMAP-X01")
    static void showsOnePageAtTwoAddresses(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), 2L * PAGE), 2L * PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), 2L * PAGE);
        c.a().putInt(there.at(PAGE), 1);
        c.b().has(here.at(PAGE), 1);
        c.fact("same address", there.address() == here.address());
        c.same("file and place", ProcessMaps.behind(c.a(), there.at(PAGE)), ProcessMaps.behind(c.b(), here.at(PAGE)));
        c.same("page frame", ProcessMaps.frame(c.a(), there.at(PAGE)), ProcessMaps.frame(c.b(), here.at(PAGE)));
    }

    @Row("MMAP-X02")
    static void showsOneMemoryThroughTwoMappingsOfAProcess(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area p = c.a().map(fd, PAGE);
        Area q = c.a().map(fd, PAGE);
        c.holds("two addresses", p.address() != q.address());
        c.a().putInt(p, 1);
        c.a().has(q, 1);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 1);
    }

    /** JVMs say so; native processes are forbidden all system calls meanwhile, of which one that makes one dies. */
    @Row("MMAP-X03")
    static void makesStoresVisibleWithoutACall(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), PAGE);
        Running answering =
                c.b().begin(Loop.of(ROUNDS).until(here, Loop.is(Loop.round(1))).publish(here.at(128), Loop.round(1)));
        Running asking =
                c.a().begin(Loop.of(ROUNDS).publish(there, Loop.round(1)).until(there.at(128), Loop.is(Loop.round(1))));
        Running.all(asking, answering);
        if (c.has(Capability.C_COMPILER)) {
            exchangesWithoutCalls(c);
        }
    }

    private static void exchangesWithoutCalls(Scene c) {
        NativeParty one = c.helper();
        NativeParty other = c.helper();
        Area there = one.map(one.create(c.name("y"), PAGE), PAGE);
        Area here = other.map(other.open(c.name("y")), PAGE);
        Pending asking = one.begin("exchange_without_calls", there, there.at(128), GUARDED_ROUNDS, 0);
        Pending answering = other.begin("exchange_without_calls", here.at(128), here, GUARDED_ROUNDS, 0);
        asking.returns(0);
        answering.returns(0);
        one.call("exchange_without_calls", there, there.at(128), 1, 1).returns(128 + Linux.SIGSYS);
    }

    @Row("MMAP-X04")
    static void isOneViewWithReadAndWrite(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().putInt(c.a().scratch(0), 0x5eed);
        c.a().call("pwrite", fd, c.a().scratch(0), 4, 64).returns(4);
        c.b().has(here.at(64), 0x5eed);
        c.b().putInt(here.at(128), 77);
        c.a().call("pread", fd, c.a().scratch(0), 4, 128).returns(4);
        c.a().has(c.a().scratch(0), 77);
    }

    @Row("MMAP-X05")
    static void showsSharedStoresInAPrivatePageUntilItsFirstStore(Scene c) {
        Area shared = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area own = c.b().mmap(0, PAGE, READ_WRITE, PRIVATE, c.b().open(c.name("x")), 0);
        c.b().has(own, 0);
        c.a().putInt(shared, 1);
        c.b().has(own, 1);
        c.b().putInt(own.at(8), 2);
        c.a().putInt(shared, 3);
        c.b().has(own, 1);
        c.a().has(shared.at(8), 0);
    }

    @Row("MMAP-X06")
    static void refusesToReplaceWhenToldSo(Scene c) {
        Area old = c.a().mmap(0, PAGE, NONE, PRIVATE | ANONYMOUS, -1, 0);
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.a().call("mmap", old, PAGE, READ_WRITE, SHARED | FIXED_NOREPLACE, fd, 0)
                .fails(EEXIST);
        c.same("rights", "---p", ProcessMaps.rights(c.a(), old));
    }

    @Row("MMAP-X07")
    static void faultsPagesInBeforehand(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), (long) PAGES * PAGE);
        Area ready = h.mmap(0, (long) PAGES * PAGE, READ_WRITE, SHARED | POPULATE, fd, 0);
        c.holds("no fault per page", faultsOfTouching(c, h, ready) <= BESIDES);
    }

    @Row("MMAP-X10")
    static void faultsOncePerPage(Scene c) {
        NativeParty h = c.helper();
        Area fresh = h.map(h.create(c.name("x"), (long) PAGES * PAGE), (long) PAGES * PAGE);
        c.holds("a fault per page", faultsOfTouching(c, h, fresh) >= PAGES);
        c.holds("none the second time", faultsOfTouching(c, h, fresh) <= BESIDES);
    }

    private static long faultsOfTouching(Scene c, NativeParty h, Area all) {
        long before = faults(h);
        h.fill(all, (long) PAGES * PAGE, 1);
        long faults = faults(h) - before;
        c.fact("faults of " + PAGES + " pages", faults);
        return faults;
    }

    private static long faults(NativeParty h) {
        h.call("getrusage", Linux.OF_THREAD, h.scratch(0)).returns(0);
        return h.getLong(h.scratch(Linux.MINOR_FAULTS));
    }

    @Row(
            value = "MMAP-X08",
            needs = {Capability.ROOT, Capability.MOUNT})
    static void writesPrivatePagesOfAnObjectOnAFullFileSystem(Scene c) {
        NativeParty h = c.helper();
        h.call("unshare", Linux.NEW_MOUNTS).returns(0);
        h.call("mount", "none", "/", 0, Linux.RECURSIVELY_PRIVATE, 0).returns(0);
        h.call("mount", "none", "/dev/shm", "tmpfs", 0, "size=" + 4 * PAGE).returns(0);
        Fd fd = h.create(c.name("x"), PAGE);
        h.call("posix_fallocate", fd, 0, PAGE).returns(0);
        Fd rest = h.create(c.name("rest"), PAGE);
        h.call("posix_fallocate", rest, 0, 4L * PAGE).errs(Errno.ENOSPC);
        h.call("posix_fallocate", rest, 0, 3L * PAGE).returns(0);
        Area own = h.mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0);
        NativeParty child = h.fork();
        h.putInt(own, 1);
        child.has(own, 0);
        child.putInt(own, 2);
        h.has(own, 1);
    }

    @Row("MMAP-X09")
    static void refusesFlagsThatItDoesNotKnowWhenAskedToValidate(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.a().call("mmap", 0, PAGE, READ_WRITE, SHARED_VALIDATE | Linux.UNKNOWN_FLAG, fd, 0)
                .fails(ENOTSUP);
        c.a().call("mmap", 0, PAGE, READ_WRITE, SHARED_VALIDATE | Linux.SYNC, fd, 0)
                .fails(ENOTSUP);
        c.a().mmap(0, PAGE, READ_WRITE, SHARED_VALIDATE, fd, 0);
    }

    @Row("MMAP-X11")
    static void mapsMoreThanThereIsAndSeesItCome(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        Area mapped = h.map(fd, 16L * PAGE);
        h.touchIsHit(mapped.at(10L * PAGE), false, SIGBUS, ADRERR);
        h.call("ftruncate", fd, 16L * PAGE).returns(0);
        h.putInt(mapped.at(10L * PAGE), 1);
        h.has(mapped.at(10L * PAGE), 1);
    }

    @Row("MMAP-X12")
    static void showsZeroWhereNobodyWrote(Scene c) {
        long size = 16L * Argument.SCRATCH_BYTES;
        Fd dirty = c.a().create(c.name("x"), size);
        Area old = c.a().map(dirty, size);
        c.a().fill(old, size, 0xa5);
        c.a().call("munmap", old, size).returns(0);
        c.a().call("close", dirty).returns(0);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        Fd fd = c.b().open(
                        "shm_open", c.name("x"), OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600);
        c.b().call("ftruncate", fd, size).returns(0);
        Area fresh = c.b().map(fd, size);
        for (int i = 0; i < 16; i++) {
            Area part = fresh.at((long) i * Argument.SCRATCH_BYTES);
            c.b().call("memcmp", part, c.b().scratch(0), Argument.SCRATCH_BYTES).returns(0);
        }
    }
}
