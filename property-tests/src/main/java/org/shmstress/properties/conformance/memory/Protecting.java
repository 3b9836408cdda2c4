package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.properties.conformance.memory.Linux.ACCERR;
import static org.shmstress.properties.conformance.memory.Linux.MS_ASYNC;
import static org.shmstress.properties.conformance.memory.Linux.MS_SYNC;
import static org.shmstress.properties.conformance.memory.Linux.NONE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.READ;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SIGSEGV;

import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of mprotect and of msync. */
final class Protecting {

    private Protecting() {}

    @Row("MPROTECT-X01")
    static void stopsStoresOnceTheRightIsDropped(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putInt(mapped, 1);
        h.call("mprotect", mapped, PAGE, READ).returns(0);
        h.touchIsHit(mapped, true, SIGSEGV, ACCERR);
        h.has(mapped, 1);
    }

    @Row("MPROTECT-X02")
    static void changesTheCallersRightsAlone(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().call("mprotect", mine, PAGE, READ).returns(0);
        c.b().putInt(theirs, 1);
        c.a().has(mine, 1);
        c.same("rights", "r--s rw-s", ProcessMaps.rights(c.a(), mine) + " " + ProcessMaps.rights(c.b(), theirs));
    }

    @Row("MPROTECT-X03")
    static void givesNoRightThatTheDescriptorLacks(Scene c) {
        c.a().create(c.name("x"), PAGE);
        Fd fd = c.b().open("shm_open", c.name("x"), OpenFlags.READ_ONLY, 0);
        Area mapped = c.b().mmap(0, PAGE, READ, SHARED, fd, 0);
        c.b().call("mprotect", mapped, PAGE, READ_WRITE).fails(EACCES);
        c.same("rights", "r--s", ProcessMaps.rights(c.b(), mapped));
    }

    @Row("MPROTECT-X04")
    static void wantsAPageBoundary(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("mprotect", mapped.at(1), PAGE, READ).fails(EINVAL);
        c.same("rights", "rw-s", ProcessMaps.rights(c.a(), mapped));
    }

    @Row("MPROTECT-X05")
    static void refusesARangeWithAHole(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 3L * PAGE), 3L * PAGE);
        h.call("munmap", mapped.at(PAGE), PAGE).returns(0);
        h.call("mprotect", mapped, 3L * PAGE, READ).fails(ENOMEM);
    }

    @Row("MPROTECT-X06")
    static void leavesTheBytesAlone(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().fill(mapped, PAGE, 0x5a);
        c.a().fill(c.a().scratch(0), PAGE, 0x5a);
        c.a().call("mprotect", mapped, PAGE, NONE).returns(0);
        c.same("rights", "---s", ProcessMaps.rights(c.a(), mapped));
        c.a().call("mprotect", mapped, PAGE, READ_WRITE).returns(0);
        c.a().call("memcmp", mapped, c.a().scratch(0), PAGE).returns(0);
    }

    @Row("MPROTECT-X07")
    static void splitsAMappingByPages(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), 3L * PAGE), 3L * PAGE);
        c.a().call("mprotect", mapped.at(PAGE), PAGE, READ).returns(0);
        String rights = ProcessMaps.rights(c.a(), mapped) + " " + ProcessMaps.rights(c.a(), mapped.at(PAGE)) + " "
                + ProcessMaps.rights(c.a(), mapped.at(2L * PAGE));
        c.same("rights of three pages", "rw-s r--s rw-s", rights);
        c.a().putInt(mapped, 1);
        c.a().putInt(mapped.at(2L * PAGE), 2);
        c.a().has(mapped.at(PAGE), 0);
    }

    @Row("MSYNC-X01")
    static void synchronisesWithoutChangingBytes(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), 2L * PAGE), 2L * PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), 2L * PAGE);
        c.a().fill(mine, 2L * PAGE, 0x5a);
        c.b().fill(c.b().scratch(0), 2L * PAGE, 0x5a);
        c.a().call("msync", mine, 2L * PAGE, MS_SYNC).returns(0);
        c.b().call("memcmp", theirs, c.b().scratch(0), 2L * PAGE).returns(0);
    }

    @Row("MSYNC-X02")
    static void refusesBothWaysAtOnce(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("msync", mapped, PAGE, MS_SYNC | MS_ASYNC).fails(EINVAL);
    }

    @Row("MSYNC-X03")
    static void synchronisesFromAPageBoundaryOnly(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("msync", mapped.at(1), 1, MS_SYNC).fails(EINVAL);
    }

    @Row("MSYNC-X04")
    static void synchronisesNoRangeWithAHole(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 2L * PAGE), 2L * PAGE);
        h.call("munmap", mapped.at(PAGE), PAGE).returns(0);
        h.call("msync", mapped, 2L * PAGE, MS_SYNC).fails(ENOMEM);
    }

    @Row("MSYNC-X06")
    static void isNotWhatMakesStoresVisible(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        for (int i = 1; i <= 10; i++) {
            c.a().putInt(mine, i);
            if (i % 2 == 0) {
                c.a().call("msync", mine, PAGE, MS_SYNC).returns(0);
            }
            c.b().has(theirs, i);
        }
    }
}
