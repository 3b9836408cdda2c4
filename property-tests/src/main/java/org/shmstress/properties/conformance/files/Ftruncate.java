package org.shmstress.properties.conformance.files;

import static org.shmstress.properties.conformance.files.FileConstants.BUS_ADRERR;
import static org.shmstress.properties.conformance.files.FileConstants.SIGBUS;

import java.util.List;
import java.util.Set;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Task;
import org.shmstress.script.Width;

/** Rows of ftruncate: sizes and data under mappings. */
final class Ftruncate {

    private static final int RACES = 8;

    private Ftruncate() {}

    static long page() {
        return PageSize.bytes();
    }

    @Row("FTRUNCATE-X01")
    static void setsTheLengthForEveryHolderAtOnce(Scene c) {
        Fd there = c.a().create(c.name("x"), 0);
        Fd here = c.b().open(c.name("x"));
        for (long size : new long[] {1, 4096, 12_345, 65_536}) {
            c.a().call("ftruncate", there, size).returns(0);
            c.same("size", size, Fstat.size(c.b(), here));
        }
    }

    @Row("FTRUNCATE-X02")
    static void addsZeros(Scene c) {
        Fd there = c.a().create(c.name("x"), 0);
        c.a().call("ftruncate", there, 65_536).returns(0);
        isZero(c, c.b(), c.b().map(c.b().open(c.name("x")), 65_536), 65_536);
    }

    /** Compares with scratch memory, which is zero when a row begins. */
    static void isZero(Scene c, Party party, Area area, long bytes) {
        c.same("checksum of " + bytes + " zeros", party.checksum(party.scratch(0), 4096), checksum(party, area, bytes));
    }

    /** Of each 4096 bytes, if all are alike; else of the first that differs. */
    private static long checksum(Party party, Area area, long bytes) {
        long zeros = party.checksum(party.scratch(0), 4096);
        for (long at = 0; at < bytes; at += 4096) {
            long seen = party.checksum(area.at(at), 4096);
            if (seen != zeros) {
                return seen;
            }
        }
        return zeros;
    }

    @Row("FTRUNCATE-X03")
    static void discardsDataBehindTheNewEnd(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * page());
        Area there = c.a().map(fd, 2 * page());
        Area here = c.b().map(c.b().open(c.name("x")), 2 * page());
        c.a().fill(there, 2 * page(), 0xa5);
        c.a().call("ftruncate", fd, page()).returns(0);
        c.a().call("ftruncate", fd, 2 * page()).returns(0);
        isZero(c, c.a(), there.at(page()), page());
        isZero(c, c.b(), here.at(page()), page());
        c.b().has(here, 0xa5a5a5a5);
    }

    @Row("FTRUNCATE-X04")
    static void raisesSigbusBehindTheNewEndInEveryProcess(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * page());
        NativeParty reader = c.helper();
        Area mapped = reader.map(reader.open(c.name("x")), 2 * page());
        reader.touch(mapped.at(page()), true);
        c.a().call("ftruncate", fd, page()).returns(0);
        reader.touchIsHit(mapped.at(page()), false, SIGBUS, BUS_ADRERR);
        reader.touchIsHit(mapped.at(2 * page() - 1), true, SIGBUS, BUS_ADRERR);
        reader.touch(mapped.at(page() - 1), true);
    }

    @Row("FTRUNCATE-X05")
    static void keepsWhatLiesBeforeTheNewEnd(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * page());
        Area there = c.a().map(fd, 2 * page());
        Area here = c.b().map(c.b().open(c.name("x")), 2 * page());
        c.a().fill(there, page(), 0x3c);
        long before = c.b().checksum(here, page());
        c.a().call("ftruncate", fd, page()).returns(0);
        c.same("checksum for the other process", before, c.b().checksum(here, page()));
        c.same("checksum for the one that shrank it", before, c.a().checksum(there, page()));
        c.b().putInt(here, 7);
        c.a().has(there, 7);
    }

    @Row("FTRUNCATE-X06")
    static void makesMappingsUsableAgainByGrowing(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * page());
        Area there = c.a().map(fd, 2 * page());
        Area here = c.b().map(c.b().open(c.name("x")), 2 * page());
        c.b().putInt(here.at(page()), 1);
        c.a().call("ftruncate", fd, page()).returns(0);
        c.a().call("ftruncate", fd, 2 * page()).returns(0);
        c.b().has(here.at(page()), 0);
        c.b().putInt(here.at(page()), 2);
        c.a().has(there.at(page()), 2);
    }

    @Row("FTRUNCATE-X07")
    static void clearsTheTailOfTheLastPage(Scene c) {
        Fd fd = c.a().create(c.name("x"), page());
        Area there = c.a().map(fd, page());
        Area here = c.b().map(c.b().open(c.name("x")), page());
        c.a().fill(there, page(), 0xff);
        c.a().call("ftruncate", fd, 100).returns(0);
        c.a().call("ftruncate", fd, page()).returns(0);
        c.b().has(here.at(96), -1);
        c.b().has(here.at(100), 0);
        c.b().has(here.at(page() - 4), 0);
        c.same(
                "checksum of the tail",
                c.b().checksum(c.b().scratch(0), page() - 100),
                c.b().checksum(here.at(100), page() - 100));
    }

    /**
     * POSIX, mmap: what is stored behind the end in the last page is not written out, so that growing the object must show zeros. tmpfs
     * keeps it, on every kernel up to 6.18 and no fix is known (mm/shmem.c clears a tail when it shrinks, not when it grows).
     */
    @Row("FTRUNCATE-X08")
    static void dropsWhatWasStoredBehindTheEnd(Scene c) {
        Fd fd = c.a().create(c.name("x"), 100);
        Area there = c.a().map(fd, page());
        Area here = c.b().map(c.b().open(c.name("x")), page());
        c.a().putInt(there.at(200), 0x77);
        c.a().call("pread", fd, c.a().scratch(0), 4, 200).returns(0);
        c.a().call("ftruncate", fd, page()).returns(0);
        int mapped = c.b().getInt(here.at(200));
        c.holds("zero, or by a known deviation what was stored", mapped == 0 || mapped == 0x77);
        c.a().call("pread", fd, c.a().scratch(0), 4, 200).returns(4);
        c.a().has(c.a().scratch(0), mapped);
        c.fact("byte behind the old end", mapped);
        c.deviation("kernel all", "tmpfs makes data of what was stored behind the end in the last page", mapped != 0);
    }

    @Row("FTRUNCATE-X17")
    static void endsAtOneOfTheLengthsThatRaced(Scene c) {
        Fd fd = c.a().create(c.name("x"), page());
        c.a().putInt(c.a().map(fd, page()), 4711);
        Fd b = c.b().open(c.name("x"));
        Fd d = c.d().open(c.name("x"));
        for (int race = 1; race <= RACES; race++) {
            long base = page() * 16 * race;
            List<Returned> all = c.together(
                    c.a().deed("ftruncate", fd, base),
                    c.b().deed("ftruncate", b, base + page()),
                    c.d().deed("ftruncate", d, base + 2 * page()));
            all.forEach(each -> each.returns(0));
            long size = Fstat.size(c.a(), fd);
            c.holds(
                    "the size is one of three",
                    Set.of(base, base + page(), base + 2 * page()).contains(size));
            c.same("size for another", size, Fstat.size(c.b(), b));
        }
        c.d().has(c.d().map(d, page()), 4711);
    }

    @Row("FTRUNCATE-X18")
    static void freesBlocksThoughOthersMapThem(Scene c) {
        Fd fd = c.a().create(c.name("x"), 1 << 20);
        Fd other = c.b().open(c.name("x"));
        Area mapped = c.b().map(other, 1 << 20);
        c.b().fill(mapped, 1 << 20, 1);
        c.same("blocks before", 2048L, Fstat.blocks(c.a(), fd));
        c.a().call("ftruncate", fd, page()).returns(0);
        c.same("blocks after", page() / 512, Fstat.blocks(c.b(), other));
    }

    /** An access that the kernel answers by SIGBUS is an error of the JVM, no death: the JVM knows accesses of buffers. C code dies. */
    @Row("FTRUNCATE-X22")
    static void makesAnInternalErrorOfABufferAccess(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * page());
        Area mapped = c.b().map(c.b().open(c.name("x")), 2 * page());
        c.b().putInt(mapped.at(page()), 1);
        String loaded = c.b().mapByChannel("x", 2 * page());
        c.same("bytes loaded", 2 * page(), c.b().errand(Task.LOAD, loaded).get("bytes"));
        c.a().call("ftruncate", fd, page()).returns(0);
        for (Width width : Width.values()) {
            c.b().readThrows(mapped.at(page()), width, InternalError.class);
            c.b().writeThrows(mapped.at(page() + 8), width, InternalError.class);
        }
        c.b().copyOutThrows(mapped.at(page()), 256, InternalError.class);
        c.b().copyInThrows(mapped.at(page()), 256, InternalError.class);
        c.b().errandThrows(Task.LOAD, InternalError.class, loaded);
        c.b().putInt(mapped, 2);
        c.b().has(mapped, 2);
        if (c.has(Capability.C_COMPILER)) {
            NativeParty caller = c.helper();
            Area theirs = caller.map(caller.open(c.name("x")), 2 * page());
            caller.call("memset", theirs.at(page()), 1, 8).dies("SIGBUS");
        }
    }
}
