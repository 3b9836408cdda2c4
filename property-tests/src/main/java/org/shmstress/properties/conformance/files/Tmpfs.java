package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOSPC;
import static org.shmstress.posix.Errno.ESRCH;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.BUS_ADRERR;
import static org.shmstress.properties.conformance.files.FileConstants.FALLOC_FL_KEEP_SIZE;
import static org.shmstress.properties.conformance.files.FileConstants.FALLOC_FL_PUNCH_HOLE;
import static org.shmstress.properties.conformance.files.FileConstants.MS_REMOUNT;
import static org.shmstress.properties.conformance.files.FileConstants.SIGBUS;
import static org.shmstress.properties.conformance.files.FileConstants.TMPFS_MAGIC;
import static org.shmstress.properties.conformance.files.Ftruncate.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of the file system that holds shared-memory objects: what is in it, what fits, what it says when nothing does. */
final class Tmpfs {

    private static final long MIB = 1 << 20;
    private static final int FEW_INODES = 8;

    private Tmpfs() {}

    @Row("TMPFS-X01")
    static void isMounted(Scene c) {
        c.a().call("statfs", PrivateShm.DIRECTORY, c.a().scratch(0)).returns(0);
        c.same("f_type", TMPFS_MAGIC, c.a().getLong(c.a().scratch(0)));
    }

    @Row(value = "TMPFS-X02", needs = Capability.MOUNT)
    static void raisesSigbusInWhoTouchesWhenItIsFull(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=1m");
        Fd sparse = one.create(c.name("x"), 4 * MIB);
        Area mapped = one.map(sparse, 4 * MIB);
        one.call("posix_fallocate", one.create(c.name("y"), 0), 0, PrivateShm.free(one))
                .returns(0);
        NativeParty other = one.fork();
        other.touchIsHit(mapped.at(2 * MIB), true, SIGBUS, BUS_ADRERR);
        one.touchIsHit(mapped, false, SIGBUS, BUS_ADRERR);
        one.call("shm_unlink", c.name("y")).returns(0);
    }

    @Row(value = "TMPFS-X03", needs = Capability.MOUNT)
    static void saysEnospcToWritesWhenItIsFull(Scene c) {
        NativeParty alone = PrivateShm.of(c, "size=1m");
        Fd fd = alone.create(c.name("x"), 0);
        alone.call("posix_fallocate", fd, 0, PrivateShm.free(alone)).returns(0);
        alone.call("pwrite", fd, alone.scratch(0), 4096, 2 * MIB).fails(ENOSPC);
    }

    @Row(value = "TMPFS-X04", needs = Capability.MOUNT)
    static void countsFreeSpaceByTouchedPages(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=8m");
        long empty = PrivateShm.free(one);
        Fd fd = one.create(c.name("x"), 4 * MIB);
        NativeParty other = one.fork();
        long named = PrivateShm.free(one);
        Area mapped = other.map(fd, 4 * MIB);
        other.fill(mapped, MIB, 1);
        c.same("free after touching", named - MIB, PrivateShm.free(one));
        one.call("fallocate", fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, MIB / 2)
                .returns(0);
        c.same("free after punching half", named - MIB / 2, PrivateShm.free(one));
        one.call("ftruncate", fd, 0).returns(0);
        c.same("free after truncating", named, PrivateShm.free(one));
        one.call("shm_unlink", c.name("x")).returns(0);
        one.call("close", fd).returns(0);
        other.kill();
        c.same("free after the last holder", empty, PrivateShm.free(one));
    }

    @Row(value = "TMPFS-X08", needs = Capability.MOUNT)
    static void limitsObjectsByInodes(Scene c) {
        NativeParty alone = PrivateShm.of(c, "size=1m,nr_inodes=" + FEW_INODES);
        Returned last = alone.call("shm_open", c.name("x0"), READ_WRITE | CREATE, 0600);
        for (int i = 1; i <= FEW_INODES && !last.failed(); i++) {
            last = alone.call("shm_open", c.name("x" + i), READ_WRITE | CREATE, 0600);
        }
        last.fails(ENOSPC);
    }

    @Row(value = "TMPFS-X09", needs = Capability.MOUNT)
    static void refusesToShrinkBelowWhatIsInUse(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=4m");
        Fd fd = one.create(c.name("x"), 0);
        one.call("posix_fallocate", fd, 0, 2 * MIB).returns(0);
        NativeParty other = one.fork();
        other.call("mount", "none", PrivateShm.DIRECTORY, "tmpfs", MS_REMOUNT, "size=1m")
                .fails(EINVAL);
        c.same("size afterwards", 2 * MIB, Fstat.size(one, fd));
        other.call("mount", "none", PrivateShm.DIRECTORY, "tmpfs", MS_REMOUNT, "size=3m")
                .returns(0);
    }

    /** With {@code huge=always} a touched byte takes a huge page, if the machine can give one; without, a page. */
    @Row(value = "TMPFS-X10", needs = Capability.MOUNT)
    static void countsBlocksByThePagesOfTheMount(Scene c) {
        NativeParty small = PrivateShm.of(c, "size=16m,huge=never");
        c.same("blocks without huge pages", page() / 512, touched(c, small));
        NativeParty huge = PrivateShm.of(c, "size=16m,huge=always");
        long blocks = touched(c, huge);
        c.fact("blocks with huge=always", blocks);
        c.holds(
                "a page, two, four, ... up to a huge page",
                blocks >= page() / 512 && blocks <= hugePage() / 512 && Long.bitCount(blocks) == 1);
    }

    /** Of the second level of page tables; where there are none, a page. */
    private static long hugePage() {
        Path size = Path.of("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
        try {
            return Files.exists(size) ? Long.parseLong(Files.readString(size).strip()) : page();
        } catch (IOException e) {
            throw new HarnessException("cannot read " + size, e);
        }
    }

    private static long touched(Scene c, NativeParty party) {
        Fd fd = party.create(c.name("x"), 8 * MIB);
        party.touch(party.map(fd, 8 * MIB), true);
        return Fstat.blocks(party, fd);
    }

    @Row("TMPFS-X12")
    static void keepsObjectsOfProcessesThatDied(Scene c) {
        NativeParty crashed = c.helper();
        crashed.create(c.name("x"), 4096);
        long pid = crashed.pid();
        crashed.kill();
        c.a().call("kill", pid, 0).fails(ESRCH);
        c.a().call("access", c.file("x"), 0).returns(0);
        c.a().call("shm_unlink", c.name("x")).returns(0);
    }

    @Row(value = "TMPFS-X13", needs = Capability.MOUNT)
    static void tellsItsLimitBeforehand(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=64m");
        NativeParty other = one.fork();
        c.same("free bytes of a container's default", 64 * MIB, PrivateShm.free(other));
        Fd fd = one.create(c.name("x"), 128 * MIB);
        one.call("posix_fallocate", fd, 0, 128 * MIB).errs(ENOSPC);
        c.same("free bytes afterwards", 64 * MIB, PrivateShm.free(other));
    }
}
