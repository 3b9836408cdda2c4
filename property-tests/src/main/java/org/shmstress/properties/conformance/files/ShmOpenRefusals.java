package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EEXIST;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ELOOP;
import static org.shmstress.posix.Errno.EMFILE;
import static org.shmstress.posix.Errno.ENAMETOOLONG;
import static org.shmstress.posix.Errno.ENOENT;
import static org.shmstress.posix.OpenFlags.CREATE;
import static org.shmstress.posix.OpenFlags.EXCLUSIVE;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.posix.OpenFlags.TRUNCATE;
import static org.shmstress.properties.conformance.files.FileConstants.RLIMIT_NOFILE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.posix.Errno;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of shm_open: what it refuses, and how. */
final class ShmOpenRefusals {

    private static final int FEW = 16;
    private static final int NAME_MAX = 255;

    private ShmOpenRefusals() {}

    @Row("SHM_OPEN-07")
    static void refusesSlashesAfterTheFirst(Scene c) {
        c.a().call("shm_open", c.real(c.name("x")) + "/b", READ_WRITE | CREATE, 0600)
                .fails(EINVAL);
    }

    @Row("SHM_OPEN-31")
    static void saysFailureByMinusOneAndErrno(Scene c) {
        c.a().call("shm_open", c.name("absent"), READ_WRITE, 0).fails(ENOENT);
        c.a().create(c.name("x"), 4096);
        c.a().call("shm_open", c.name("x"), READ_WRITE | CREATE | EXCLUSIVE, 0600)
                .fails(EEXIST);
        c.a().call("shm_open", "/", READ_WRITE, 0).fails(EINVAL);
    }

    @Row(value = "SHM_OPEN-32", needs = Capability.OTHER_USER)
    static void refusesUsersWithoutPermission(Scene c) {
        c.a().create(c.name("x"), 4096);
        NativeParty nobody = OtherUser.nobody(c);
        nobody.call("shm_open", c.name("x"), READ_WRITE, 0).fails(EACCES);
        nobody.call("shm_open", c.name("x"), READ_ONLY, 0).fails(EACCES);
    }

    @Row(value = "SHM_OPEN-34", needs = Capability.OTHER_USER)
    static void refusesToTruncateWithoutWritePermission(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        c.a().call("fchmod", fd, 0644).returns(0);
        NativeParty nobody = OtherUser.nobody(c);
        nobody.call("shm_open", c.name("x"), READ_WRITE | TRUNCATE, 0).fails(EACCES);
        nobody.open("shm_open", c.name("x"), READ_ONLY, 0);
        c.same("size afterwards", 4096L, Fstat.size(c.a(), fd));
    }

    @Row("SHM_OPEN-35")
    static void saysEexistWhenTheNameIsTaken(Scene c) {
        c.b().create(c.name("x"), 0);
        c.a().call("shm_open", c.name("x"), READ_WRITE | CREATE | EXCLUSIVE, 0600)
                .fails(EEXIST);
        c.d().call("shm_open", c.name("x"), READ_ONLY | CREATE | EXCLUSIVE, 0600)
                .fails(EEXIST);
    }

    @Row("SHM_OPEN-37")
    static void refusesNamesThatCannotBe(Scene c) {
        c.a().call("shm_open", "", READ_WRITE | CREATE, 0600).fails(EINVAL);
        c.a().call("shm_open", "/", READ_WRITE | CREATE, 0600).fails(EINVAL);
        c.a().call("shm_open", "/.", READ_WRITE | CREATE, 0600).fails(EINVAL);
        c.a().call("shm_open", c.real(c.name("x")) + "/y", READ_WRITE | CREATE, 0600)
                .fails(EINVAL);
    }

    @Row("SHM_OPEN-38")
    static void saysEmfileWhenDescriptorsRunOut(Scene c) {
        NativeParty poor = c.helper();
        Area limit = poor.scratch(0);
        poor.putLong(limit, FEW);
        poor.putLong(limit.at(8), FEW);
        poor.call("setrlimit", RLIMIT_NOFILE, limit).returns(0);
        Returned last = poor.call("shm_open", c.name("x"), READ_WRITE | CREATE, 0600);
        for (int i = 0; i < FEW && !last.failed(); i++) {
            last = poor.call("shm_open", c.name("x"), READ_WRITE, 0);
        }
        last.fails(EMFILE);
    }

    @Row("SHM_OPEN-39")
    static void refusesOverlongNames(Scene c) {
        String longest = padded(c, NAME_MAX);
        c.a().open("shm_open", longest, READ_WRITE | CREATE, 0600);
        c.a().call("shm_unlink", longest).returns(0);
        c.a().call("shm_open", padded(c, NAME_MAX + 1), READ_WRITE | CREATE, 0600)
                .fails(ENAMETOOLONG);
        // glibc before 2.38 checked the length itself and said EINVAL (sysdeps/posix/shm-directory.h).
        Errno expected = c.isAmong("glibc before 2.38") ? EINVAL : ENAMETOOLONG;
        c.a().call("shm_open", padded(c, 300), READ_WRITE | CREATE, 0600).fails(expected);
    }

    /** A name of so many bytes after its slash. */
    static String padded(Scene c, int bytes) {
        String real = c.real(c.name("long"));
        return real + "p".repeat(bytes + 1 - real.length());
    }

    @Row("SHM_OPEN-41")
    static void refusesAnAbsentNameWithoutTheCreateFlag(Scene c) {
        c.a().call("shm_open", c.name("absent"), READ_WRITE, 0600).fails(ENOENT);
        c.b().call("shm_open", c.name("absent"), READ_ONLY, 0).fails(ENOENT);
    }

    @Row("SHM_OPEN-X01")
    static void followsNoSymbolicLink(Scene c) {
        c.a().create(c.name("x"), 4096);
        c.a().call("symlink", c.file("x"), c.file("link")).returns(0);
        c.a().call("shm_open", c.name("link"), READ_WRITE, 0).fails(ELOOP);
    }

    /** proc_sys_fs(5): with 1 or 2, only the owners of file and directory may open by O_CREAT what is there in a sticky directory. */
    @Row(value = "SHM_OPEN-X06", needs = Capability.OTHER_USER)
    static void refusesTheCreateFlagOnOthersObjectsWhereRegularFilesAreProtected(Scene c) {
        int level = protection();
        NativeParty owner = OtherUser.as(c, OtherUser.SOMEBODY);
        owner.call("umask", 0).succeeds();
        owner.open("shm_open", c.name("x"), READ_WRITE | CREATE, 0666);
        NativeParty nobody = OtherUser.nobody(c);
        nobody.open(c.name("x"));
        Returned created = nobody.call("shm_open", c.name("x"), READ_WRITE | CREATE, 0666);
        c.fact("fs.protected_regular", level);
        if (level > 0) {
            created.fails(EACCES);
        } else {
            created.succeeds();
        }
    }

    private static int protection() {
        Path sysctl = Path.of("/proc/sys/fs/protected_regular");
        try {
            return Files.exists(sysctl)
                    ? Integer.parseInt(Files.readString(sysctl).trim())
                    : 0;
        } catch (IOException e) {
            throw new HarnessException("cannot read " + sysctl, e);
        }
    }
}
