package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOSPC;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.properties.conformance.files.FileConstants.FALLOC_FL_KEEP_SIZE;
import static org.shmstress.properties.conformance.files.FileConstants.FALLOC_FL_PUNCH_HOLE;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_DATA;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_HOLE;
import static org.shmstress.properties.conformance.files.Ftruncate.page;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of posix_fallocate, and of fallocate where Linux can do more. */
final class Fallocate {

    private static final long MIB = 1 << 20;
    private static final int PUNCH = FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE;
    private static final int PUNCHES = 50;
    private static final long STORES = 2_000_000;

    private Fallocate() {}

    @Row(value = "FALLOCATE-X01", needs = Capability.MOUNT)
    static void reservesBlocksSoThatStoresCannotFail(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=2m");
        long free = PrivateShm.free(one);
        Fd fd = one.create(c.name("x"), 0);
        one.call("posix_fallocate", fd, 0, MIB).returns(0);
        c.same("bytes of its blocks", MIB, 512 * Fstat.blocks(one, fd));
        c.holds("free bytes fell by as much", free - PrivateShm.free(one) >= MIB);
        Area reserved = one.map(fd, MIB);
        NativeParty other = one.fork();
        Fd filler = other.create(c.name("y"), 0);
        other.call("posix_fallocate", filler, 0, PrivateShm.free(other)).returns(0);
        c.same("free bytes when it is full", 0L, PrivateShm.free(other));
        for (long at = 0; at < MIB; at += MIB / 8) {
            other.touch(reserved.at(at), true);
        }
    }

    @Row("FALLOCATE-X02")
    static void extendsTheSizeAndNeverShrinksIt(Scene c) {
        Fd fd = c.a().create(c.name("x"), 8192);
        Fd other = c.b().open(c.name("x"));
        c.a().call("posix_fallocate", fd, 0, 4096).returns(0);
        c.same("size after a range inside", 8192L, Fstat.size(c.b(), other));
        c.a().call("posix_fallocate", fd, 4096, 12_288).returns(0);
        c.same("size after a range beyond the end", 16_384L, Fstat.size(c.b(), other));
    }

    @Row("FALLOCATE-X03")
    static void preservesTheDataInTheRange(Scene c) {
        Fd fd = c.a().create(c.name("x"), 8192);
        Area here = c.b().map(c.b().open(c.name("x")), 8192);
        c.a().fill(c.a().map(fd, 8192).at(1000), 5000, 0x6e);
        long before = c.b().checksum(here, 8192);
        c.a().call("posix_fallocate", fd, 0, 8192).returns(0);
        c.same("checksum", before, c.b().checksum(here, 8192));
    }

    @Row("FALLOCATE-X04")
    static void returnsItsErrorAndLeavesErrnoAlone(Scene c) {
        NativeParty alone = c.helper();
        Fd fd = alone.create(c.name("x"), 4096);
        Area errno = alone.area("__errno_location");
        alone.call("posix_fallocate", -1, 0, 4096).errs(EBADF);
        alone.has(errno, 0);
        alone.call("posix_fallocate", fd, 0, -1).errs(EINVAL);
        alone.has(errno, 0);
    }

    @Row(value = "FALLOCATE-X05", needs = Capability.MOUNT)
    static void failsWithoutAReservationWhenThereIsNoRoom(Scene c) {
        NativeParty alone = PrivateShm.of(c, "size=1m");
        Fd fd = alone.create(c.name("x"), 0);
        long free = PrivateShm.free(alone);
        alone.call("posix_fallocate", fd, 0, 4 * MIB).errs(ENOSPC);
        c.same("free bytes afterwards", free, PrivateShm.free(alone));
        c.same("size afterwards", 0L, Fstat.size(alone, fd));
    }

    @Row("FALLOCATE-X06")
    static void refusesRangesThatAreNone(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("posix_fallocate", fd, 0, 0).errs(EINVAL);
        c.a().call("posix_fallocate", fd, 0, -4096).errs(EINVAL);
        c.a().call("posix_fallocate", fd, -1, 4096).errs(EINVAL);
    }

    @Row("FALLOCATE-X07")
    static void refusesReadOnlyDescriptors(Scene c) {
        c.a().create(c.name("x"), 4096);
        c.a().call("posix_fallocate", c.a().open("shm_open", c.name("x"), READ_ONLY, 0), 0, 4096)
                .errs(EBADF);
    }

    @Row("FALLOCATE-X08")
    static void punchesHolesThatReadAsZeroForAll(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4 * page());
        Area here = c.b().map(c.b().open(c.name("x")), 4 * page());
        c.a().fill(c.a().map(fd, 4 * page()), 4 * page(), 0x55);
        c.same("blocks before", 4 * page() / 512, Fstat.blocks(c.a(), fd));
        c.a().call("fallocate", fd, PUNCH, page(), 2 * page()).returns(0);
        c.same("blocks after", 2 * page() / 512, Fstat.blocks(c.a(), fd));
        c.same("size after", 4 * page(), Fstat.size(c.a(), fd));
        Ftruncate.isZero(c, c.b(), here.at(page()), 2 * page());
        c.b().has(here.at(page() - 4), 0x55555555);
        c.b().has(here.at(3 * page()), 0x55555555);
        c.same("blocks once the hole was read by a mapping", 4 * page() / 512, Fstat.blocks(c.a(), fd));
    }

    /** The other process stores ever larger numbers; what is read after a punch is zero or one that was not there before it. */
    @Row("FALLOCATE-X09")
    static void leavesNothingStaleWhenPunchedUnderStores(Scene c) {
        Fd fd = c.a().create(c.name("x"), page());
        Area there = c.a().map(fd, page());
        Area here = c.b().map(c.b().open(c.name("x")), page());
        Running storing = c.b().begin(Loop.of(STORES).store(here, Loop.round(1)));
        int zeros = 0;
        for (int punch = 0; punch < PUNCHES; punch++) {
            long before = c.a().getLong(there);
            c.a().call("fallocate", fd, PUNCH, 0, page()).returns(0);
            long after = c.a().getLong(there);
            c.holds("0, or at least the " + before + " seen before", after == 0 || after >= before);
            zeros += after == 0 ? 1 : 0;
        }
        storing.completes();
        c.fact("punches after which nothing was stored yet", zeros + " of " + PUNCHES);
    }

    @Row("FALLOCATE-X11")
    static void keepsTheLengthWhenTold(Scene c) {
        Fd fd = c.a().create(c.name("x"), page());
        c.a().call("fallocate", fd, FALLOC_FL_KEEP_SIZE, page(), 2 * page()).returns(0);
        c.same("size", page(), Fstat.size(c.a(), fd));
        c.same("blocks", 2 * page() / 512, Fstat.blocks(c.a(), fd));
    }

    @Row("FALLOCATE-X12")
    static void showsHolesAndData(Scene c) {
        Fd fd = c.a().create(c.name("x"), 8 * page());
        c.a().call("lseek", fd, 0, SEEK_HOLE).returns(0);
        c.b().putInt(c.b().map(c.b().open(c.name("x")), 8 * page()).at(3 * page()), 1);
        c.a().call("lseek", fd, 0, SEEK_DATA).returns(3 * page());
        c.a().call("lseek", fd, 3 * page(), SEEK_HOLE).returns(4 * page());
    }
}
