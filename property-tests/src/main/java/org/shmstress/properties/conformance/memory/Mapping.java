package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENODEV;
import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.properties.conformance.memory.Linux.ACCERR;
import static org.shmstress.properties.conformance.memory.Linux.ADRERR;
import static org.shmstress.properties.conformance.memory.Linux.ANONYMOUS;
import static org.shmstress.properties.conformance.memory.Linux.EXEC;
import static org.shmstress.properties.conformance.memory.Linux.FIXED;
import static org.shmstress.properties.conformance.memory.Linux.NONE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SIGBUS;
import static org.shmstress.properties.conformance.memory.Linux.SIGSEGV;
import static org.shmstress.properties.conformance.memory.Linux.WRITE;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of mmap that POSIX promises. */
final class Mapping {

    /** Larger than the address space of a process (2^47 bytes on x86-64, 2^48 on aarch64). */
    private static final long TOO_LONG = 1L << 48;

    private Mapping() {}

    @Row("MMAP-01")
    static void tiesMemoryToTheObjectFromTheOffset(Scene c) {
        Area there = c.a().mmap(0, PAGE, READ_WRITE, SHARED, c.a().create(c.name("x"), 2L * PAGE), PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), 2L * PAGE);
        c.a().putInt(there, 0x5eed);
        c.b().has(here.at(PAGE), 0x5eed);
        c.b().has(here, 0);
    }

    @Row("MMAP-03")
    static void replacesWhatWasMappedThere(Scene c) {
        Area old = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE | ANONYMOUS, -1, 0);
        c.a().putInt(old, 77);
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area fresh = c.a().mmap(old.address(), PAGE, READ_WRITE, SHARED | FIXED, fd, 0);
        c.same("address", old.address(), fresh.address());
        c.a().has(fresh, 0);
        c.a().putInt(fresh, 78);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 78);
    }

    @Row("MMAP-04")
    static void mapsFilesAndSharedMemoryObjectsAlike(Scene c) {
        Area object = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area byPath = c.b().map(c.b().open("open", c.file("x"), OpenFlags.READ_WRITE), PAGE);
        c.a().putInt(object, 1);
        c.b().has(byPath, 1);
        Fd file = c.a().open("open", c.disk("f"), OpenFlags.READ_WRITE | OpenFlags.CREATE, 0600);
        c.a().call("ftruncate", file, PAGE).returns(0);
        Area there = c.a().map(file, PAGE);
        Area here = c.b().map(c.b().open("open", c.disk("f"), OpenFlags.READ_WRITE), PAGE);
        c.b().putInt(here, 2);
        c.a().has(there, 2);
    }

    @Row("MMAP-05")
    static void knowsEachCombinationOfRights(Scene c) {
        Fd fd = c.a().open("memfd_create", "rights", 0);
        c.a().call("ftruncate", fd, PAGE).returns(0);
        int[] protections = {NONE, READ, WRITE, EXEC, READ_WRITE, READ | EXEC, READ_WRITE | EXEC};
        for (int protection : protections) {
            Area mapped = c.a().mmap(0, PAGE, protection, SHARED, fd, 0);
            String expected = ((protection & READ) == 0 ? "-" : "r")
                    + ((protection & WRITE) == 0 ? "-" : "w")
                    + ((protection & EXEC) == 0 ? "-" : "x")
                    + "s";
            c.same("rights of protection " + protection, expected, ProcessMaps.rights(c.a(), mapped));
        }
    }

    @Row("MMAP-06")
    static void neverLetsAnAccessWithoutRightSucceed(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        Area writable = h.map(fd, PAGE);
        Area readable = h.mmap(0, PAGE, READ, SHARED, fd, 0);
        Area closed = h.mmap(0, PAGE, NONE, SHARED, fd, 0);
        h.touchIsHit(readable, true, SIGSEGV, ACCERR);
        h.has(writable, 0);
        h.has(readable, 0);
        h.touchIsHit(closed, false, SIGSEGV, ACCERR);
        h.touchIsHit(closed, true, SIGSEGV, ACCERR);
        h.has(writable, 0);
    }

    @Row("MMAP-07")
    static void sharesSharedStoresAndKeepsPrivateOnes(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area shared = c.a().map(fd, PAGE);
        Area own = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0);
        Fd theirs = c.b().open(c.name("x"));
        Area seen = c.b().map(theirs, PAGE);
        c.a().putInt(shared, 1);
        c.b().has(seen, 1);
        c.a().putInt(own.at(8), 2);
        c.a().has(own.at(8), 2);
        c.b().has(seen.at(8), 0);
        c.b().call("pread", theirs, c.b().scratch(0), 16, 0).returns(16);
        c.b().has(c.b().scratch(0), 1);
        c.b().has(c.b().scratch(8), 0);
    }

    @Row("MMAP-09")
    static void placesAFixedMappingExactly(Scene c) {
        Area reserved = c.a().mmap(0, 4L * PAGE, NONE, PRIVATE | ANONYMOUS, -1, 0);
        long wanted = reserved.address() + PAGE;
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.same(
                "address",
                wanted,
                c.a().mmap(wanted, PAGE, READ_WRITE, SHARED | FIXED, fd, 0).address());
    }

    @Row("MMAP-10")
    static void choosesFreePlacesItself(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4L * PAGE);
        List<Area> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Area next = c.a().map(fd, 4L * PAGE);
            c.holds("not null", next.address() != 0);
            for (Area other : all) {
                c.holds("apart from the others", Math.abs(next.address() - other.address()) >= 4L * PAGE);
            }
            all.add(next);
        }
        List<ProcessMaps.Line> lines = ProcessMaps.of(c.a());
        c.holds("all are mapped", all.stream().allMatch(area -> lines.stream().anyMatch(l -> l.holds(area.address()))));
    }

    @Row("MMAP-11")
    static void mapsWholePages(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 100), 2L * PAGE);
        h.call("memcmp", mapped.at(100), h.scratch(0), PAGE - 100).returns(0);
        h.put(mapped.at(200), Width.BYTE, 0x5a);
        Fd theirs = c.b().open(c.name("x"));
        c.b().call("pread", theirs, c.b().scratch(0), PAGE, 0).returns(100);
        c.b().has(c.b().scratch(96), 0);
        h.touchIsHit(mapped.at(PAGE), false, SIGBUS, ADRERR);
    }

    @Row("MMAP-12")
    static void keepsTheObjectWithoutItsDescriptor(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area there = c.a().map(fd, PAGE);
        Area here = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().call("close", fd).returns(0);
        c.a().putInt(there, 1);
        c.b().has(here, 1);
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.b().putInt(here, 2);
        c.a().has(there, 2);
    }

    @Row("MMAP-16")
    static void returnsAnAddressOrTheFailureValue(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.holds("an address", c.a().map(fd, PAGE).address() % PAGE == 0);
        c.a().call("mmap", 0, 0, READ_WRITE, SHARED, fd, 0).fails(EINVAL);
    }

    @Row("MMAP-17")
    static void asksForTheRightsOfTheDescriptor(Scene c) {
        c.a().create(c.name("x"), PAGE);
        Fd readOnly = c.b().open("shm_open", c.name("x"), OpenFlags.READ_ONLY, 0);
        c.b().call("mmap", 0, PAGE, READ_WRITE, SHARED, readOnly, 0).fails(EACCES);
        c.b().mmap(0, PAGE, READ_WRITE, PRIVATE, readOnly, 0);
        c.b().mmap(0, PAGE, READ, SHARED, readOnly, 0);
        Fd writeOnly = c.b().open("open", c.file("x"), Linux.WRITE_ONLY);
        c.b().call("mmap", 0, PAGE, WRITE, SHARED, writeOnly, 0).fails(EACCES);
        c.b().call("mmap", 0, PAGE, READ, PRIVATE, writeOnly, 0).fails(EACCES);
    }

    @Row("MMAP-19")
    static void refusesADescriptorThatIsNone(Scene c) {
        c.a().call("mmap", 0, PAGE, READ_WRITE, SHARED, -1, 0).fails(EBADF);
    }

    @Row("MMAP-20")
    static void refusesAPlaceBesideAPageBoundary(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2L * PAGE);
        c.a().call("mmap", 0, PAGE, READ_WRITE, SHARED, fd, 1).fails(EINVAL);
        Area reserved = c.a().mmap(0, 2L * PAGE, NONE, PRIVATE | ANONYMOUS, -1, 0);
        c.a().call("mmap", reserved.at(1), PAGE, READ_WRITE, SHARED | FIXED, fd, 0)
                .fails(EINVAL);
    }

    @Row("MMAP-21")
    static void wantsToKnowWhetherToShare(Scene c) {
        c.a().call("mmap", 0, PAGE, READ_WRITE, 0, c.a().create(c.name("x"), PAGE), 0)
                .fails(EINVAL);
    }

    @Row("MMAP-23")
    static void refusesAPipe(Scene c) {
        c.a().call("pipe", c.a().scratch(0)).returns(0);
        int reading = c.a().getInt(c.a().scratch(0));
        int writing = c.a().getInt(c.a().scratch(4));
        try {
            c.a().call("mmap", 0, PAGE, READ, SHARED, reading, 0).fails(ENODEV);
        } finally {
            c.a().call("close", reading);
            c.a().call("close", writing);
        }
    }

    @Row("MMAP-24")
    static void saysThatTheAddressSpaceHasNoRoom(Scene c) {
        c.a().call("mmap", 0, TOO_LONG, READ_WRITE, SHARED, c.a().create(c.name("x"), PAGE), 0)
                .fails(ENOMEM);
    }

    @Row("MMAP-32")
    static void refusesNoBytes(Scene c) {
        c.a().call("mmap", 0, 0, READ_WRITE, SHARED, c.a().create(c.name("x"), PAGE), 0)
                .fails(EINVAL);
        c.a().call("mmap", 0, 0, READ, PRIVATE | ANONYMOUS, -1, 0).fails(EINVAL);
    }
}
