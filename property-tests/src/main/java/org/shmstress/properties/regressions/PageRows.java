package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EPERM;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** The kernel's shared pages: K12 to K20. Constants are from fcntl.h, linux/falloc.h, linux/memfd.h and linux/mman.h. */
final class PageRows {

    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE_KEEP_SIZE = 3;
    private static final int REMOVE = 9;
    private static final int SEEK_HOLE = 4;
    private static final int MOVE_TO = 3;
    private static final int ADD_SEALS = 1033;
    private static final int GET_SEALS = 1034;
    private static final int SEAL_WRITE = 0x8;
    private static final int SEAL_FUTURE_WRITE = 0x10;
    private static final int SEAL_EXEC = 0x20;
    private static final int ALLOW_SEALING = 0x2;
    private static final int NOEXEC_SEAL = 0x8;
    private static final int EXEC = 0x10;
    private static final int READ = 1;
    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final int PRIVATE = 2;
    private static final int TIMES = 8;

    private static final long MEBIBYTE = 1 << 20;

    private PageRows() {}

    @Row("K12")
    static void endsPunchingWhileOthersTouchThePages(Scene c) {
        int page = PageSize.bytes();
        long size = 16L * page;
        Fd fd = c.a().create(c.name("x"), size);
        Area a = c.a().map(fd, size);
        Area b = c.b().map(c.b().open(c.name("x")), size);
        Area d = c.d().map(c.d().open(c.name("x")), size);
        Running punches = c.a().begin(Loop.of(200)
                .call("fallocate", fd, PUNCH_HOLE_KEEP_SIZE, 0, size)
                .call("madvise", a, size, REMOVE));
        Running touches = c.b().begin(touching(b, page));
        Running others = c.d().begin(touching(d, page));
        Running.all(punches, touches, others);
    }

    private static Loop touching(Area area, int page) {
        return LongStream.range(0, 8)
                .boxed()
                .reduce(Loop.of(2000), (loop, i) -> loop.store(area.at(2 * i * page), 1), (one, other) -> one);
    }

    @Row("K13")
    static void keepsAReservationBeyondTheEnd(Scene c) {
        Condition.HUGE_SHARED_MEMORY.require(sharedMemoryIsHuge());
        long size = 4 * MEBIBYTE;
        Fd fd = c.a().create(c.name("x"), size);
        Area a = c.a().map(fd, 2 * size);
        c.a().fill(a, size, 0x11);
        c.a().call("fallocate", fd, KEEP_SIZE, size, size).returns(0);
        c.a().call("fallocate", fd, PUNCH_HOLE_KEEP_SIZE, 0, PageSize.bytes()).returns(0);
        c.a().call("ftruncate", fd, 2 * size).returns(0);
        NativeParty touching = c.helper();
        Area there = touching.map(touching.open(c.name("x")), 2 * size);
        for (long offset = size; offset < 2 * size; offset += MEBIBYTE / 2) {
            touching.touch(there.at(offset), true);
        }
    }

    private static boolean sharedMemoryIsHuge() {
        String setting = text("/sys/kernel/mm/transparent_hugepage/shmem_enabled");
        return setting.contains("[always]") || setting.contains("[force]");
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException absent) {
            return ""; // this kernel has no such setting
        }
    }

    @Row("K14")
    static void givesBackTheMemoryOfAPageThatIsPunched(Scene c) {
        int page = PageSize.bytes();
        long size = 4 * MEBIBYTE;
        Fd fd = c.a().create(c.name("x"), size);
        c.a().fill(c.a().map(fd, size), size, 0x11);
        long filled = blocks(c, fd);
        Fd theirs = c.b().open(c.name("x"));
        c.b().call("fallocate", theirs, PUNCH_HOLE_KEEP_SIZE, 16L * page, page).returns(0);
        c.a().call("pread", fd, c.a().scratch(512), 8, 16L * page).returns(8);
        c.a().hasLong(c.a().scratch(512), 0);
        long hole = c.a().call("lseek", fd, 0, SEEK_HOLE).succeeds().value();
        long punched = blocks(c, fd);
        c.fact("blocks given back", filled - punched);
        c.fact("first hole at", hole);
        Symptom.absent(
                c,
                "a hole of one page gives that page back and is found there",
                filled - punched == page / 512 && hole == 16L * page);
    }

    /** {@code stx_blocks} (linux/stat.h). */
    private static long blocks(Scene c, Fd fd) {
        c.a().call("statx", fd, "", 0x1000, 0x7ff, c.a().scratch(0)).returns(0);
        return c.a().getLong(c.a().scratch(48));
    }

    @Row("K15")
    static void readsZeroWhereSomebodyStoredPastTheEndBeforeTheObjectGrew(Scene c) {
        Fd fd = c.a().create(c.name("x"), 100);
        Area a = c.a().map(fd, PageSize.bytes());
        c.a().putLong(a.at(200), 0x5eed);
        c.a().call("ftruncate", fd, PageSize.bytes()).returns(0);
        Area b = c.b().map(c.b().open(c.name("x")), PageSize.bytes());
        long seen = c.b().getLong(b.at(200));
        c.fact("read after growing", "0x" + Long.toHexString(seen));
        Symptom.absent(c, "what was past the end reads as zero once the object has grown", seen == 0);
    }

    @Row("K16")
    static void storesNothingIntoPagesThatWereMovedAway(Scene c) {
        long size = MEBIBYTE / 2;
        NativeParty mover = c.helper();
        Fd canary = c.d().create(c.name("canary"), size);
        Area clean = c.d().map(canary, size);
        Fd zeros = mover.open("open", "/dev/zero", 0);
        for (int i = 0; i < TIMES; i++) {
            Fd fd = c.a().create(c.name("x" + i), size);
            Fd theirs = mover.open(c.name("x" + i));
            Area from = mover.map(theirs, size);
            Area to = mover.mmap(0, size, READ_WRITE, 0x22, -1, 0);
            Pending stores = mover.begin("read", zeros, from, size);
            mover.call("mremap", from, size, size, MOVE_TO, to).is("an address", v -> v != -1);
            c.a().call("ftruncate", fd, 0).returns(0);
            c.d().call("ftruncate", canary, 0).returns(0);
            c.d().call("ftruncate", canary, size).returns(0);
            c.d().fill(clean, size, 0x77);
            stores.outcome().is("a number of bytes, or -1 and EFAULT", v -> v >= -1);
            for (long offset = 0; offset < size; offset += size / 8) {
                c.d().hasLong(clean.at(offset), 0x7777_7777_7777_7777L);
            }
            c.a().call("shm_unlink", c.name("x" + i)).returns(0);
        }
    }

    @Row("K17")
    static void doesAtomicOperationsAcrossALineAtOnce(Scene c) {
        Condition.X86.require(System.getProperty("os.arch").equals("amd64"));
        NativeParty party = c.helper();
        Area area = party.map(party.create(c.name("x"), PageSize.bytes()), PageSize.bytes());
        Area across = area.at(62);
        Area within = area.at(128);
        long ordinary = spinMicros(party, within);
        long split = spinMicros(party, across);
        c.fact("microseconds within a line", ordinary);
        c.fact("microseconds across a line", split);
        Symptom.absent(
                c,
                "three operations across a line take less than 15 ms more than three within",
                split - ordinary < 15_000);
    }

    /** {@code pthread_spin_lock} is one atomic operation on a word that need not be aligned on x86; the best of some, as others run too. */
    private static long spinMicros(Party party, Area word) {
        party.call("pthread_spin_init", word, SHARED).returns(0);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            for (int j = 0; j < 3; j++) {
                party.call("pthread_spin_lock", word).returns(0);
                party.call("pthread_spin_unlock", word).returns(0);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1000);
        }
        return best;
    }

    @Row("K18")
    static void makesMemoryFilesThatMayBeExecuted(Scene c) {
        Fd plain = c.a().open("memfd_create", "x", 0);
        String setting = text("/proc/sys/vm/memfd_noexec");
        c.fact("vm.memfd_noexec", setting.isEmpty() ? "none" : setting);
        if (setting.isEmpty()) {
            c.a().call("memfd_create", "x", NOEXEC_SEAL).fails(EINVAL);
            c.a().call("memfd_create", "x", EXEC).fails(EINVAL);
        } else {
            c.holds(
                    "memfd_noexec is 0, 1 or 2: " + setting,
                    List.of("0", "1", "2").contains(setting));
            Fd sealed = c.a().open("memfd_create", "x", NOEXEC_SEAL);
            c.same("mode with the seal", 0, mode(c, sealed) & 0111);
            c.a().call("fcntl", sealed, GET_SEALS, 0).is("has F_SEAL_EXEC", v -> (v & SEAL_EXEC) != 0);
            Returned executable = c.a().call("memfd_create", "x", EXEC);
            if (setting.equals("2")) {
                executable.fails(EACCES);
            } else {
                executable.succeeds();
            }
        }
        int mode = mode(c, plain);
        c.fact("mode without a flag", Integer.toOctalString(mode & 0777));
        Symptom.absent(c, "a file made without a flag may be executed", (mode & 0111) == 0111);
    }

    /** {@code stx_mode} (linux/stat.h). */
    private static int mode(Scene c, Fd fd) {
        c.a().call("statx", fd, "", 0x1000, 0x7ff, c.a().scratch(0)).returns(0);
        return (int) c.a().get(c.a().scratch(28), Width.SHORT);
    }

    @Row("K19")
    static void keepsPrivateStoresPrivateUnderASealAgainstFutureWriters(Scene c) {
        int page = PageSize.bytes();
        Fd fd = c.a().open("memfd_create", "x", ALLOW_SEALING);
        c.a().call("ftruncate", fd, page).returns(0);
        Fd theirs = c.b().open("open", "/proc/" + c.a().pid() + "/fd/" + fd.number(), 2);
        Returned seal = c.a().call("fcntl", fd, ADD_SEALS, SEAL_FUTURE_WRITE);
        if (seal.failed() && seal.errno() == EINVAL) {
            throw Condition.FUTURE_WRITE_SEAL.lacking();
        }
        seal.returns(0);
        Area a = c.a().mmap(0, page, READ_WRITE, PRIVATE, fd, 0);
        Area b = c.b().mmap(0, page, READ_WRITE, PRIVATE, theirs, 0);
        c.a().putLong(a, 1);
        c.b().hasLong(b, 0);
        c.b().putLong(b, 2);
        c.a().hasLong(a, 1);
        Area later = c.a().mmap(0, page, READ, PRIVATE, fd, 0);
        c.a().hasLong(later, 0);
    }

    @Row("K20")
    static void mapsASealedFileSharedForReading(Scene c) {
        int page = PageSize.bytes();
        Fd fd = c.a().open("memfd_create", "x", ALLOW_SEALING);
        c.a().call("ftruncate", fd, page).returns(0);
        c.a().call("fcntl", fd, ADD_SEALS, SEAL_WRITE).returns(0);
        Fd theirs = c.b().open("open", "/proc/" + c.a().pid() + "/fd/" + fd.number(), 0);
        Area fallback = c.b().mmap(0, page, READ, PRIVATE, theirs, 0);
        c.b().hasLong(fallback, 0);
        Returned shared = c.b().call("mmap", 0, page, READ, SHARED, theirs, 0);
        Errno error = shared.failed() ? shared.errno() : Errno.NONE;
        c.fact("shared mapping for reading", error);
        c.holds("it works, or fails with EPERM", error == Errno.NONE || error == EPERM);
        Symptom.absent(c, "a file that nobody may write to can be mapped shared for reading", error == Errno.NONE);
    }
}
