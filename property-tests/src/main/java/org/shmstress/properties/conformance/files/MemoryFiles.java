package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.posix.OpenFlags.READ_WRITE;
import static org.shmstress.properties.conformance.files.FileConstants.F_ADD_SEALS;
import static org.shmstress.properties.conformance.files.FileConstants.F_GET_SEALS;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_SEAL;
import static org.shmstress.properties.conformance.files.FileConstants.F_SEAL_SHRINK;
import static org.shmstress.properties.conformance.files.FileConstants.MFD_ALLOW_SEALING;
import static org.shmstress.properties.conformance.files.FileConstants.MFD_CLOEXEC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of memfd_create: objects without a name. */
final class MemoryFiles {

    private static final long LARGE = 64L << 20;
    private static final int TRIES = 5;

    private MemoryFiles() {}

    /** Opens another party's descriptor anew. */
    static Fd passed(Party from, Fd fd, Party to) {
        return to.open("open", "/proc/" + from.pid() + "/fd/" + fd.number(), READ_WRITE, 0);
    }

    static Fd sealable(Party party, long sizeBytes) {
        Fd fd = party.open("memfd_create", "shmstress-row", MFD_CLOEXEC | MFD_ALLOW_SEALING);
        party.call("ftruncate", fd, sizeBytes).returns(0);
        return fd;
    }

    @Row("MEMFD-X01")
    static void haveNoNameAndAreSharedByPassingThemOn(Scene c) {
        Fd fd = c.a().open("memfd_create", "shmstress-unnamed", MFD_CLOEXEC);
        c.same("size", 0L, Fstat.size(c.a(), fd));
        c.same("links", 0L, Fstat.links(c.a(), fd));
        c.holds("no entry in " + SharedMemory.DIRECTORY, !isListed("shmstress-unnamed"));
        c.a().call("ftruncate", fd, 4096).returns(0);
        Area there = c.a().map(fd, 4096);
        Area here = c.b().map(passed(c.a(), fd, c.b()), 4096);
        c.a().putInt(there, 5);
        c.b().has(here, 5);
    }

    private static boolean isListed(String name) {
        try (Stream<Path> names = Files.list(SharedMemory.DIRECTORY)) {
            return names.anyMatch(path -> path.getFileName().toString().contains(name));
        } catch (IOException e) {
            throw new HarnessException("cannot list " + SharedMemory.DIRECTORY, e);
        }
    }

    @Row("MEMFD-X02")
    static void takeNoSealsUnlessMadeForThem(Scene c) {
        Fd fd = c.a().open("memfd_create", "shmstress-row", MFD_CLOEXEC);
        c.a().call("fcntl", fd, F_GET_SEALS, 0).returns(F_SEAL_SEAL);
        c.a().call("fcntl", fd, F_ADD_SEALS, F_SEAL_SHRINK).fails(EPERM);
        c.b().call("fcntl", passed(c.a(), fd, c.b()), F_ADD_SEALS, F_SEAL_SHRINK)
                .fails(EPERM);
    }

    @Row("MEMFD-X11")
    static void areWhatTakesSealsAndOtherFilesAreNot(Scene c) {
        Fd object = c.a().create(c.name("x"), 4096);
        c.a().call("fcntl", object, F_GET_SEALS, 0).returns(F_SEAL_SEAL);
        c.a().call("fcntl", object, F_ADD_SEALS, F_SEAL_SHRINK).fails(EPERM);
        Fd file = c.a().open("open", "/proc/self/status", 0, 0);
        c.a().call("fcntl", file, F_GET_SEALS, 0).fails(EINVAL);
    }

    @Row("MEMFD-X12")
    static void refuseLongNamesAndUnknownFlags(Scene c) {
        c.a().open("memfd_create", "n".repeat(249), MFD_CLOEXEC);
        c.a().call("memfd_create", "n".repeat(250), MFD_CLOEXEC).fails(EINVAL);
        c.a().call("memfd_create", "n", 0x40000000).fails(EINVAL);
    }

    /** Others allocate and free meanwhile; a fall by most of 64 MiB is none of theirs, and if it is, it is not so again and again. */
    @Row("MEMFD-X14")
    static void giveTheirMemoryBackAtTheLastHolder(Scene c) {
        long fallen = 0;
        for (int tries = 0; tries < TRIES && fallen < LARGE * 3 / 4; tries++) {
            NativeParty maker = c.helper();
            Fd fd = maker.open("memfd_create", "shmstress-row", MFD_CLOEXEC);
            maker.call("posix_fallocate", fd, 0, LARGE).returns(0);
            NativeParty holder = maker.fork();
            maker.kill();
            long held = Meminfo.shmemBytes();
            c.same("size for the last holder", LARGE, Fstat.size(holder, fd));
            holder.kill();
            fallen = held - Meminfo.shmemBytes();
        }
        c.fact("Shmem fell by bytes", fallen);
        c.holds("Shmem fell by most of " + LARGE + " bytes", fallen >= LARGE * 3 / 4);
    }
}
