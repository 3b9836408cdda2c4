package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOSPC;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.posix.Errno.NONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.files.PrivateShm;
import org.shmstress.script.Width;

/** The kernel's shared pages: K12 to K20. Constants are from fcntl.h, linux/falloc.h, linux/memfd.h and linux/mman.h. */
final class PageRows {

    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE_KEEP_SIZE = 3;
    private static final int REMOVE = 9;
    private static final int SEEK_HOLE = 4;
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
    private static final int ANONYMOUS = 0x20;
    private static final int MOVES = 200;
    private static final int BLOCK = 512;

    private static final long MEBIBYTE = 1 << 20;

    /** Size of a huge page where pages have 4 KiB; where they are larger, so are these, and the rows about them are skipped. */
    private static final long HUGE = 2 * MEBIBYTE;

    private static final String HUGE_SETTING = "/sys/kernel/mm/transparent_hugepage/shmem_enabled";

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

    @Row(value = "K13", needs = Capability.MOUNT)
    static void keepsAReservationBeyondTheEnd(Scene c) {
        int page = PageSize.bytes();
        for (String huge : List.of("never", "always")) {
            NativeParty party = mounted(c, huge);
            Fd fd = party.create(c.name("x"), page);
            party.call("fallocate", fd, KEEP_SIZE, 0, HUGE).returns(0);
            Area area = party.map(fd, HUGE);
            party.touch(area, true);
            party.call("posix_fallocate", party.create(c.name("rest"), 0), 0, PrivateShm.free(party))
                    .returns(0);
            party.call("posix_fallocate", party.create(c.name("more"), 0), 0, HUGE)
                    .errs(ENOSPC, NONE);
            NativeParty other = party.fork();
            party.call("ftruncate", fd, HUGE).returns(0);
            for (long offset = 0; offset < HUGE; offset += page) {
                other.touch(area.at(offset), true);
            }
        }
    }

    /** With a file system of shared memory of its own, and with huge pages if that is asked for and the machine has any. */
    private static NativeParty mounted(Scene c, String huge) {
        if (huge.equals("never")) {
            return PrivateShm.of(c, "size=16m,huge=never");
        }
        Condition.HUGE_SHARED_MEMORY.require(!text(HUGE_SETTING).isEmpty());
        NativeParty party = PrivateShm.of(c, "size=16m,huge=always");
        Fd probe = party.create(c.name("probe"), HUGE);
        party.touch(party.map(probe, HUGE), true);
        Condition.HUGE_SHARED_MEMORY.require(blocks(party, probe) == HUGE / BLOCK);
        party.call("ftruncate", probe, 0).returns(0);
        return party;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException absent) {
            return ""; // this kernel has no such setting
        }
    }

    @Row(value = "K14", needs = Capability.MOUNT)
    static void givesBackTheMemoryOfAPageThatIsPunched(Scene c) {
        c.holds("a hole of one small page is that page", isWhole(c, mounted(c, "never"), "never"));
        Symptom.absent(
                c,
                "a hole of one page of a huge one gives that page back and is found there",
                isWhole(c, mounted(c, "always"), "always"));
    }

    /** Whether a page that another process punches is given back and found as a hole; it reads as zero in any case. */
    private static boolean isWhole(Scene c, NativeParty party, String huge) {
        int page = PageSize.bytes();
        Fd fd = party.create(c.name("x"), HUGE);
        party.fill(party.map(fd, HUGE), HUGE, 0x11);
        long filled = blocks(party, fd);
        party.fork()
                .call("fallocate", fd, PUNCH_HOLE_KEEP_SIZE, 16L * page, page)
                .returns(0);
        party.call("pread", fd, party.scratch(512), 8, 16L * page).returns(8);
        party.hasLong(party.scratch(512), 0);
        long hole = party.call("lseek", fd, 0, SEEK_HOLE).succeeds().value();
        long given = filled - blocks(party, fd);
        c.fact("huge=" + huge + ": blocks given back", given);
        c.fact("huge=" + huge + ": first hole at", hole);
        return given == page / BLOCK && hole == 16L * page;
    }

    /** {@code stx_blocks} (linux/stat.h). */
    private static long blocks(Party party, Fd fd) {
        party.call("statx", fd, "", 0x1000, 0x7ff, party.scratch(0)).returns(0);
        return party.getLong(party.scratch(48));
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
        NativeParty checks = c.helper();
        Area moves = checks.mmap(0, PageSize.bytes(), READ_WRITE, SHARED | ANONYMOUS, -1, 0);
        Fd moved = checks.create(c.name("moved"), size);
        Fd canary = checks.create(c.name("canary"), size);
        Area clean = checks.map(canary, size);
        Area from = checks.mmap(0, size, READ_WRITE, PRIVATE | ANONYMOUS, -1, 0);
        Area to = checks.mmap(0, size, READ_WRITE, PRIVATE | ANONYMOUS, -1, 0);
        NativeParty mover = checks.fork();
        Pending stores = mover.begin("store_often", moves, from, size);
        Pending moving = mover.begin("move_often", moves, moved, from, to, size);
        checks.call("cut_and_check", moves, moved, canary, clean, size, MOVES, Natives.RACE_MILLIS)
                .returns(0);
        moving.returns(0);
        stores.returns(0);
        c.fact("pages were moved so often", checks.getLong(moves.at(Long.BYTES)));
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
