package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EEXIST;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOENT;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.EXCLUSIVE;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.posix.OpenFlags.TRUNCATE;
import static org.shmstress.properties.conformance.files.FileConstants.FD_CLOEXEC;
import static org.shmstress.properties.conformance.files.FileConstants.F_GETFD;
import static org.shmstress.properties.conformance.files.FileConstants.MAP_SHARED;
import static org.shmstress.properties.conformance.files.FileConstants.PROT_READ;
import static org.shmstress.properties.conformance.files.FileConstants.PROT_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_CUR;
import static org.shmstress.properties.conformance.files.FileConstants.SEEK_SET;

import java.util.List;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of shm_open: what it opens and makes. */
final class ShmOpen {

    private static final int RACES = 8;

    private ShmOpen() {}

    @Row("SHM_OPEN-01")
    static void yieldsADescriptorForSizingAndMapping(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), 8192), 8192);
        Fd opened = c.b().open(c.name("x"));
        c.same("size in the other process", 8192L, Fstat.size(c.b(), opened));
        Area here = c.b().map(opened, 8192);
        c.a().putInt(there.at(4096), 0x5eed);
        c.b().has(here.at(4096), 0x5eed);
        c.b().putInt(here, 77);
        c.a().has(there, 77);
    }

    @Row("SHM_OPEN-02")
    static void makesANewDescriptionEachTime(Scene c) {
        Fd one = c.a().create(c.name("x"), 4096);
        Fd other = c.a().open(c.name("x"));
        c.a().call("lseek", one, 100, SEEK_SET).returns(100);
        c.a().call("lseek", other, 0, SEEK_CUR).returns(0);
    }

    @Row("SHM_OPEN-05")
    static void leadsEverybodyToOneObject(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.same("inode", Fstat.inode(c.a(), there), Fstat.inode(c.b(), here));
        c.same("device", Fstat.device(c.a(), there), Fstat.device(c.b(), here));
        c.a().putLong(c.a().map(there, 4096).at(8), 0x5eed_1234L);
        c.b().hasLong(c.b().map(here, 4096).at(8), 0x5eed_1234L);
    }

    @Row("SHM_OPEN-09")
    static void sharesNoOffsetWithOtherOpeners(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("lseek", there, 100, SEEK_SET).returns(100);
        c.b().call("lseek", here, 0, SEEK_CUR).returns(0);
    }

    @Row("SHM_OPEN-11")
    static void closesTheDescriptorOnExec(Scene c) {
        NativeParty executing = c.helper();
        Fd fd = executing.create(c.name("x"), 4096);
        executing.call("fcntl", fd, F_GETFD, 0).returns(FD_CLOEXEC);
        executing.exec();
        executing.call("fcntl", fd, F_GETFD, 0).fails(EBADF);
        c.a().open(c.name("x"));
    }

    @Row("SHM_OPEN-13")
    static void refusesWritableMappingsOfReadOnlyDescriptors(Scene c) {
        Fd owner = c.a().create(c.name("x"), 4096);
        c.a().putInt(c.a().map(owner, 4096), 41);
        Fd readOnly = c.b().open("shm_open", c.name("x"), READ_ONLY, 0);
        c.b().has(c.b().mmap(0, 4096, PROT_READ, MAP_SHARED, readOnly, 0), 41);
        c.b().call("mmap", 0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, readOnly, 0)
                .fails(EACCES);
        c.b().call("ftruncate", readOnly, 8192).fails(EINVAL);
    }

    @Row("SHM_OPEN-14")
    static void permitsReadingAndWritingWhenOpenedForBoth(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), 4096), 4096);
        Area here = c.b().map(c.b().open(c.name("x")), 4096);
        c.b().putLong(here.at(128), -5);
        c.a().hasLong(there.at(128), -5);
    }

    @Row("SHM_OPEN-15")
    static void createsWhatIsMissing(Scene c) {
        c.b().call("shm_open", c.name("x"), READ_WRITE, 0).fails(ENOENT);
        c.a().open("shm_open", c.name("x"), READ_WRITE | CREATE, 0600);
        c.b().open(c.name("x"));
    }

    @Row(value = "SHM_OPEN-16")
    static void givesTheObjectToTheEffectiveUser(Scene c) {
        long user = c.a().call("geteuid").value();
        c.same("owner", user, Fstat.user(c.a(), c.a().create(c.name("x"), 4096)));
        if (c.has(Capability.OTHER_USER) && c.has(Capability.C_COMPILER)) {
            NativeParty nobody = OtherUser.nobody(c);
            c.same("other owner", (long) OtherUser.NOBODY, Fstat.user(nobody, nobody.create(c.name("y"), 4096)));
        }
    }

    @Row("SHM_OPEN-18")
    static void takesTheUmaskOffTheMode(Scene c) {
        NativeParty masked = c.helper();
        masked.call("umask", 027).succeeds();
        Fd some = masked.open("shm_open", c.name("x"), READ_WRITE | CREATE, 0666);
        c.same("mode under umask 027", 0640, Fstat.permissions(masked, some));
        masked.call("umask", 0).returns(027);
        masked.open("shm_open", c.name("y"), READ_WRITE | CREATE, 0666);
        c.same("mode under umask 0", 0666, Fstat.permissions(c.b(), c.b().open(c.name("y"))));
    }

    @Row("SHM_OPEN-20")
    static void doesNotNarrowTheCreatorsDescriptorByTheMode(Scene c) {
        Fd fd = c.a().open("shm_open", c.name("x"), READ_WRITE | CREATE, 0400);
        c.a().call("ftruncate", fd, 4096).returns(0);
        c.a().putInt(c.a().map(fd, 4096), 17);
        Fd reader = c.b().open("shm_open", c.name("x"), READ_ONLY, 0);
        c.same("mode", 0400, Fstat.permissions(c.b(), reader));
        c.b().has(c.b().mmap(0, 4096, PROT_READ, MAP_SHARED, reader, 0), 17);
    }

    @Row("SHM_OPEN-21")
    static void createsWithLengthZero(Scene c) {
        Fd fd = c.a().open("shm_open", c.name("x"), READ_WRITE | CREATE | EXCLUSIVE, 0600);
        c.same("size for its creator", 0L, Fstat.size(c.a(), fd));
        c.same("size for another process", 0L, Fstat.size(c.b(), c.b().open(c.name("x"))));
    }

    @Row("SHM_OPEN-22")
    static void refusesExclusiveCreationOfATakenName(Scene c) {
        c.a().create(c.name("x"), 4096);
        c.b().call("shm_open", c.name("x"), READ_WRITE | CREATE | EXCLUSIVE, 0600)
                .fails(EEXIST);
        c.same("size afterwards", 4096L, Fstat.size(c.b(), c.b().open(c.name("x"))));
    }

    @Row("SHM_OPEN-23")
    static void letsExactlyOneExclusiveCreatorWin(Scene c) {
        for (int race = 0; race < RACES; race++) {
            int flags = READ_WRITE | CREATE | EXCLUSIVE;
            List<Returned> all = c.together(
                    c.a().deed("shm_open", c.name("x" + race), flags, 0600),
                    c.b().deed("shm_open", c.name("x" + race), flags, 0600),
                    c.d().deed("shm_open", c.name("x" + race), flags, 0600));
            c.same(
                    "winners of race " + race,
                    1L,
                    all.stream().filter(r -> !r.failed()).count());
            all.stream().filter(Returned::failed).forEach(loser -> loser.fails(EEXIST));
        }
    }

    @Row("SHM_OPEN-25")
    static void cutsTheObjectBackWithTheTruncateFlag(Scene c) {
        Fd fd = c.a().create(c.name("x"), 8192);
        c.a().putInt(c.a().map(fd, 8192), 3);
        c.b().open("shm_open", c.name("x"), READ_WRITE | TRUNCATE, 0);
        c.same("size for who mapped it", 0L, Fstat.size(c.a(), fd));
    }

    @Row("SHM_OPEN-26")
    static void keepsOwnerAndModeWhenTruncating(Scene c) {
        Fd fd = c.a().open("shm_open", c.name("x"), READ_WRITE | CREATE, 0640);
        long user = Fstat.user(c.a(), fd);
        int mode = Fstat.mode(c.a(), fd);
        Fd again = c.b().open("shm_open", c.name("x"), READ_WRITE | TRUNCATE, 0777);
        c.same("owner", user, Fstat.user(c.b(), again));
        c.same("mode", mode, Fstat.mode(c.b(), again));
    }

    @Row("SHM_OPEN-28")
    static void keepsObjectAndContentsWithNobodyAttached(Scene c) {
        NativeParty writer = c.helper();
        Fd fd = writer.create(c.name("x"), 4096);
        long inode = Fstat.inode(writer, fd);
        writer.putInt(writer.map(fd, 4096).at(256), 1234);
        writer.kill();
        Fd later = c.b().open(c.name("x"));
        c.same("inode", inode, Fstat.inode(c.b(), later));
        c.b().has(c.b().map(later, 4096).at(256), 1234);
    }

    @Row("SHM_OPEN-X02")
    static void opensTheSameFileAsItsPath(Scene c) {
        Fd object = c.a().create(c.name("x"), 4096);
        Fd file = c.b().open("open", c.file("x"), READ_WRITE, 0);
        c.same("inode", Fstat.inode(c.a(), object), Fstat.inode(c.b(), file));
        Area there = c.a().map(object, 4096);
        Area here = c.b().map(file, 4096);
        c.a().putInt(there, 8);
        c.b().has(here, 8);
        c.b().putInt(here.at(4), 9);
        c.a().has(there.at(4), 9);
    }

    @Row("SHM_OPEN-X03")
    static void reachesTheObjectFromAnotherSessionAndDirectory(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        NativeParty stranger = c.helper().fork();
        stranger.call("setsid").succeeds();
        stranger.call("chdir", "/").returns(0);
        Fd here = stranger.open(c.name("x"));
        c.same("inode", Fstat.inode(c.a(), there), Fstat.inode(stranger, here));
    }

    @Row(value = "SHM_OPEN-X04", needs = Capability.MOUNT)
    static void sharesNoNamesAcrossMountNamespaces(Scene c) {
        c.a().create(c.name("x"), 4096);
        NativeParty apart = PrivateShm.of(c, "size=1m");
        apart.call("shm_open", c.name("x"), READ_WRITE, 0).fails(ENOENT);
        apart.create(c.name("y"), 4096);
        c.a().call("shm_open", c.name("y"), READ_WRITE, 0).fails(ENOENT);
    }

    @Row("SHM_OPEN-X07")
    static void keepsWriteAccessWhenTheModeIsTightenedLater(Scene c) {
        Fd owner = c.a().create(c.name("x"), 4096);
        Fd writer = c.b().open(c.name("x"));
        c.a().call("fchmod", owner, 0400).returns(0);
        c.b().putInt(c.b().map(writer, 4096), 5);
        c.a().has(c.a().map(owner, 4096), 5);
    }

    @Row("SHM_OPEN-03")
    static void showsTheObjectAsAPath(Scene c) {
        c.a().open("shm_open", c.name("x"), READ_WRITE | CREATE, 0600);
        c.b().call("access", c.file("x"), 0).returns(0);
    }
}
