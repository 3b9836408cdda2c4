package org.shmstress.properties.conformance.files;

import static org.shmstress.properties.conformance.files.FileConstants.MADV_PAGEOUT;
import static org.shmstress.properties.conformance.files.Ftruncate.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.properties.ControlGroup;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of the file system that holds shared-memory objects: whose memory it is. */
final class TmpfsMemory {

    private static final long MIB = 1 << 20;
    private static final long LARGE = 64 * MIB;
    private static final int TRIES = 5;

    private TmpfsMemory() {}

    /** Others allocate and free meanwhile; a change by most of 64 MiB is none of theirs, and if it is, it is not so again and again. */
    @Row("TMPFS-X05")
    static void showsInMeminfo(Scene c) {
        long grown = 0;
        long fallen = 0;
        for (int tries = 0; tries < TRIES && Math.min(grown, fallen) < LARGE * 3 / 4; tries++) {
            long before = Meminfo.shmemBytes();
            Fd fd = c.a().create(c.name("x" + tries), 0);
            c.a().call("posix_fallocate", fd, 0, LARGE).returns(0);
            long held = Meminfo.shmemBytes();
            c.b().call("shm_unlink", c.name("x" + tries)).returns(0);
            c.a().call("close", fd).returns(0);
            grown = held - before;
            fallen = held - Meminfo.shmemBytes();
        }
        c.fact("Shmem grew by bytes", grown);
        c.fact("Shmem fell by bytes", fallen);
        c.holds("Shmem grew and fell by most of " + LARGE + " bytes", Math.min(grown, fallen) >= LARGE * 3 / 4);
    }

    /** The first to touch a page pays for it: memory.stat of the groups of two processes. */
    @Row(value = "TMPFS-X06", needs = Capability.CGROUP)
    static void chargesPagesToWhoTouchesThemFirst(Scene c) {
        NativeParty first = c.helper();
        NativeParty second = c.helper();
        try (ControlGroup mine = ControlGroup.of(first.pid());
                ControlGroup yours = ControlGroup.of(second.pid())) {
            charges(c, first, mine, second, yours);
        }
    }

    private static void charges(Scene c, NativeParty first, ControlGroup mine, NativeParty second, ControlGroup yours) {
        try {
            Fd fd = first.create(c.name("x"), 8 * MIB);
            first.fill(first.map(fd, 8 * MIB), 8 * MIB, 1);
            Area seen = second.map(second.open(c.name("x")), 8 * MIB);
            for (long at = 0; at < 8 * MIB; at += page()) {
                second.touch(seen.at(at), false);
            }
            c.holds("the first pays for most", mine.shmemBytes() >= 7 * MIB);
            c.holds("the second pays for next to nothing", yours.shmemBytes() <= MIB);
        } finally {
            first.kill();
            second.kill();
        }
    }

    @Row("TMPFS-X07")
    static void countsResidentPagesPerProcess(Scene c) {
        NativeParty one = c.helper();
        Fd fd = one.create(c.name("x"), 4 * MIB);
        NativeParty other = c.helper();
        Area there = one.map(fd, 4 * MIB);
        Area here = other.map(other.open(c.name("x")), 4 * MIB);
        long oneBefore = resident(one);
        long otherBefore = resident(other);
        one.fill(there, 4 * MIB, 1);
        c.holds("it counts for who touched it", resident(one) - oneBefore >= 4096);
        c.holds("and not for who did not", resident(other) - otherBefore < 64);
        other.fill(here, 4 * MIB, 2);
        c.holds("it counts for both in full", resident(other) - otherBefore >= 4096);
        long whole = rollup(c, one, "Rss:");
        long share = rollup(c, one, "Pss:");
        c.holds("and for each by half of it in Pss: " + share + " of " + whole, Math.abs(share * 2 - whole) <= 64);
    }

    private static long resident(Party party) {
        return Meminfo.kibibytes(Path.of("/proc", Long.toString(party.pid()), "status"), "RssShmem:");
    }

    /** A figure of the mapping of object x in smaps. */
    private static long rollup(Scene c, Party party, String figure) {
        Path smaps = Path.of("/proc", Long.toString(party.pid()), "smaps");
        String path = c.real(c.file("x"));
        try {
            boolean inside = false;
            for (String line : Files.readAllLines(smaps)) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    inside = line.endsWith(path);
                } else if (inside && line.startsWith(figure)) {
                    return Long.parseLong(line.substring(figure.length()).trim().split(" ")[0]);
                }
            }
            return 0;
        } catch (IOException e) {
            throw new HarnessException("cannot read " + smaps, e);
        }
    }

    /** Where there is swap the pages go there; where there is none the advice has no effect, and the bytes are the same as well. */
    @Row("TMPFS-X11")
    static void bringsBackWhatWasPagedOut(Scene c) {
        Fd fd = c.a().create(c.name("x"), MIB);
        Area there = c.a().map(fd, MIB);
        Area here = c.b().map(c.b().open(c.name("x")), MIB);
        for (long at = 0; at < MIB; at += 64 * 1024) {
            c.a().putLong(there.at(at), at * 31 + 7);
        }
        long before = c.b().checksum(here, MIB);
        c.a().call("madvise", there, MIB, MADV_PAGEOUT).returns(0);
        c.b().call("madvise", here, MIB, MADV_PAGEOUT).returns(0);
        c.fact("swap of the machine in KiB", Meminfo.kibibytes(Path.of("/proc/meminfo"), "SwapTotal:"));
        c.same("checksum for the other process", before, c.b().checksum(here, MIB));
        c.same("checksum", before, c.a().checksum(there, MIB));
    }

    @Row(value = "TMPFS-X14", needs = Capability.MOUNT)
    static void makesAnInternalErrorOfABufferAccessWhenItIsFull(Scene c) {
        NativeParty owner = PrivateShm.of(c, "size=1m");
        Fd sparse = owner.create(c.name("x"), 4 * MIB);
        owner.call("posix_fallocate", owner.create(c.name("y"), 0), 0, PrivateShm.free(owner))
                .returns(0);
        Area mapped = c.b().map(MemoryFiles.passed(owner, sparse, c.b()), 4 * MIB);
        c.b().writeThrows(mapped.at(MIB), Width.BYTE, InternalError.class);
        c.b().readThrows(mapped.at(2 * MIB), Width.BYTE, InternalError.class);
    }
}
