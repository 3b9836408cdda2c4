package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.ENAMETOOLONG;
import static org.shmstress.posix.Errno.ENOENT;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.READ_WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of shm_unlink. */
final class ShmUnlink {

    private static final int RACES = 8;
    private static final long MIB = 1 << 20;

    private ShmUnlink() {}

    @Row("SHM_UNLINK-01")
    static void takesTheNameAway(Scene c) {
        c.a().create(c.name("x"), 4096);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.b().call("shm_open", c.name("x"), READ_WRITE, 0).fails(ENOENT);
    }

    @Row("SHM_UNLINK-02")
    static void hasTakenTheNameWhenItReturnsThoughOthersHoldTheObject(Scene c) {
        c.a().create(c.name("x"), 4096);
        Area held = c.b().map(c.b().open(c.name("x")), 4096);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.d().call("shm_open", c.name("x"), READ_WRITE, 0).fails(ENOENT);
        c.b().has(held, 0);
    }

    @Row("SHM_UNLINK-03")
    static void leavesTheContentsToWhoHoldsThem(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        Area there = c.a().map(fd, 4096);
        Area here = c.b().map(c.b().open(c.name("x")), 4096);
        c.a().putInt(there, 1);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.same("links", 0L, Fstat.links(c.a(), fd));
        for (int turn = 1; turn < 5; turn++) {
            c.b().has(here, turn);
            c.b().putInt(here.at(64), turn);
            c.a().has(there.at(64), turn);
            c.a().putInt(there, turn + 1);
        }
    }

    @Row("SHM_UNLINK-04")
    static void failsLaterOpensThoughTheObjectIsInUse(Scene c) {
        c.a().create(c.name("x"), 4096);
        Area used = c.b().map(c.b().open(c.name("x")), 4096);
        c.d().call("shm_unlink", c.name("x")).returns(0);
        c.d().call("shm_open", c.name("x"), READ_WRITE, 0).fails(ENOENT);
        c.b().putInt(used, 6);
        c.b().has(used, 6);
    }

    @Row("SHM_UNLINK-05")
    static void letsTheNameBeMadeAgainForAnotherObject(Scene c) {
        Fd first = c.a().create(c.name("x"), 4096);
        Area old = c.a().map(first, 4096);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        Fd second = c.b().open("shm_open", c.name("x"), READ_WRITE | CREATE, 0600);
        c.same("size of the new one", 0L, Fstat.size(c.b(), second));
        c.holds("the new one has another inode", Fstat.inode(c.a(), first) != Fstat.inode(c.b(), second));
        c.b().call("ftruncate", second, 4096).returns(0);
        Area young = c.b().map(second, 4096);
        c.a().putInt(old, 1);
        c.b().has(young, 0);
        c.b().putInt(young.at(8), 2);
        c.a().has(old.at(8), 0);
    }

    @Row("SHM_UNLINK-06")
    static void returnsZero(Scene c) {
        c.a().create(c.name("x"), 0);
        c.a().call("shm_unlink", c.name("x")).returns(0);
    }

    @Row("SHM_UNLINK-07")
    static void returnsMinusOneAndSetsErrno(Scene c) {
        c.a().call("shm_unlink", c.name("absent")).fails(ENOENT);
    }

    @Row(value = "SHM_UNLINK-08", needs = Capability.OTHER_USER)
    static void leavesTheObjectAsItWasWhenItFails(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().putInt(c.a().map(fd, 4096), 99);
        OtherUser.nobody(c).call("shm_unlink", c.name("x")).fails(EACCES);
        c.b().has(c.b().map(c.b().open(c.name("x")), 4096), 99);
    }

    @Row(value = "SHM_UNLINK-09", needs = Capability.OTHER_USER)
    static void refusesWhoMayNotRemoveTheName(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("fchmod", fd, 0666).returns(0);
        OtherUser.nobody(c).call("shm_unlink", c.name("x")).fails(EACCES);
    }

    @Row("SHM_UNLINK-10")
    static void refusesOverlongNames(Scene c) {
        c.a().call("shm_unlink", ShmOpenRefusals.padded(c, 256)).fails(ENAMETOOLONG);
        // glibc finds such a name too long by itself and then says ENOENT (sysdeps/posix/shm_unlink.c).
        c.a().call("shm_unlink", ShmOpenRefusals.padded(c, 300)).fails(ENAMETOOLONG, ENOENT);
    }

    @Row("SHM_UNLINK-11")
    static void failsForAnAbsentName(Scene c) {
        c.a().create(c.name("x"), 0);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.b().call("shm_unlink", c.name("x")).fails(ENOENT);
    }

    @Row("SHM_UNLINK-X01")
    static void letsExactlyOneOfManyWin(Scene c) {
        for (int race = 0; race < RACES; race++) {
            c.a().create(c.name("x" + race), 0);
            List<Returned> all = c.together(
                    c.a().deed("shm_unlink", c.name("x" + race)),
                    c.b().deed("shm_unlink", c.name("x" + race)),
                    c.d().deed("shm_unlink", c.name("x" + race)));
            c.same(
                    "winners of race " + race,
                    1L,
                    all.stream().filter(r -> r.value() == 0).count());
            all.stream().filter(Returned::failed).forEach(loser -> loser.fails(ENOENT));
        }
    }

    @Row("SHM_UNLINK-X02")
    static void leavesThePassedDescriptorWithLiveData(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        Area there = c.a().map(fd, 4096);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.a().putInt(there, 31);
        Fd passed = c.b().open("open", "/proc/" + c.a().pid() + "/fd/" + fd.number(), READ_WRITE, 0);
        Area here = c.b().map(passed, 4096);
        c.b().has(here, 31);
        c.a().putInt(there, 32);
        c.b().has(here, 32);
    }

    @Row("SHM_UNLINK-X03")
    static void leavesLocksInTheSegmentAlone(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), 4096), 4096);
        Area here = c.b().map(c.b().open(c.name("x")), 4096);
        c.a().call("pthread_mutexattr_init", c.a().scratch(0)).returns(0);
        c.a().call("pthread_mutexattr_setpshared", c.a().scratch(0), 1).returns(0);
        c.a().call("pthread_mutex_init", there, c.a().scratch(0)).returns(0);
        c.a().call("pthread_mutex_lock", there).returns(0);
        Pending waiter = c.b().begin("pthread_mutex_lock", here);
        waiter.isBlocked();
        c.d().call("shm_unlink", c.name("x")).returns(0);
        c.a().call("pthread_mutex_unlock", there).returns(0);
        waiter.returns(0);
    }

    @Row("SHM_UNLINK-X04")
    static void isSeenInMapsAndLinkCount(Scene c) {
        Fd fd = c.b().create(c.name("x"), 4096);
        c.b().map(fd, 4096);
        String path = c.real(c.file("x"));
        c.holds(
                "the mapping is not said to be deleted yet",
                mappedAs(c.b().pid(), path).equals(path));
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.holds("maps says that it is deleted", mappedAs(c.b().pid(), path).equals(path + " (deleted)"));
        c.same("links", 0L, Fstat.links(c.b(), fd));
    }

    private static String mappedAs(long pid, String path) {
        Path maps = Path.of("/proc", Long.toString(pid), "maps");
        try {
            return Files.readAllLines(maps, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.contains(path))
                    .map(line -> line.substring(line.indexOf(path)))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new HarnessException("cannot read " + maps, e);
        }
    }

    @Row(value = "SHM_UNLINK-X05", needs = Capability.MOUNT)
    static void freesTheBlocksOnlyAfterTheLastHolder(Scene c) {
        NativeParty one = PrivateShm.of(c, "size=8m");
        long free = PrivateShm.free(one);
        Fd fd = one.create(c.name("x"), MIB);
        Area area = one.map(fd, MIB);
        one.fill(area, MIB, 1);
        NativeParty other = one.fork();
        one.call("shm_unlink", c.name("x")).returns(0);
        one.call("close", fd).returns(0);
        one.call("munmap", area, MIB).returns(0);
        other.call("munmap", area, MIB).returns(0);
        c.holds("blocks are held while one descriptor is", free - PrivateShm.free(one) >= MIB);
        other.call("close", fd).returns(0);
        c.same("free bytes after the last holder", free, PrivateShm.free(one));
    }

    @Row(value = "SHM_UNLINK-X06", needs = Capability.MOUNT)
    static void freesTheBlocksWhenTheLastHolderIsKilled(Scene c) {
        NativeParty watcher = PrivateShm.of(c, "size=8m");
        long free = PrivateShm.free(watcher);
        NativeParty holder = watcher.fork();
        Fd fd = holder.create(c.name("x"), MIB);
        holder.fill(holder.map(fd, MIB), MIB, 1);
        holder.call("close", fd).returns(0);
        watcher.call("shm_unlink", c.name("x")).returns(0);
        c.holds("blocks are held while it is mapped", free - PrivateShm.free(watcher) >= MIB);
        holder.kill();
        c.same("free bytes after the kill", free, PrivateShm.free(watcher));
    }

    @Row("SHM_UNLINK-X07")
    static void keepsANamedObjectWhenAllHoldersAreKilled(Scene c) {
        NativeParty one = c.helper();
        one.putInt(one.map(one.create(c.name("x"), 4096), 4096), 55);
        NativeParty other = c.helper();
        other.map(other.open(c.name("x")), 4096);
        one.kill();
        other.kill();
        c.b().has(c.b().map(c.b().open(c.name("x")), 4096), 55);
    }
}
