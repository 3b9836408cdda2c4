package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.memory.Linux.MAPERR;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SIGSEGV;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of munmap. */
final class Unmapping {

    private Unmapping() {}

    @Row("MUNMAP-01")
    static void takesPagesOutOfReach(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putInt(mapped, 1);
        h.has(mapped, 1);
        h.call("munmap", mapped, PAGE).returns(0);
        h.touchIsHit(mapped, false, SIGSEGV, MAPERR);
    }

    @Row("MUNMAP-02")
    static void succeedsWhereNothingIsMapped(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.call("munmap", mapped, PAGE).returns(0);
        h.call("munmap", mapped, PAGE).returns(0);
    }

    @Row("MUNMAP-03")
    static void wantsAPageBoundary(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("munmap", mapped.at(1), PAGE).fails(EINVAL);
        c.a().putInt(mapped, 1);
        c.a().has(mapped, 1);
    }

    @Row("MUNMAP-04")
    static void forgetsPrivateChanges(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        c.b().putInt(c.b().map(c.b().open(c.name("x")), PAGE), 1);
        Area own = c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0);
        c.a().has(own, 1);
        c.a().putInt(own, 2);
        c.a().call("munmap", own, PAGE).returns(0);
        c.a().has(c.a().mmap(0, PAGE, READ_WRITE, PRIVATE, fd, 0), 1);
    }

    @Row("MUNMAP-05")
    static void unlocksThePages(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), 2L * PAGE), 2L * PAGE);
        long before = ProcessMaps.lockedKib(c.a());
        c.a().call("mlock", mapped, 2L * PAGE).returns(0);
        c.same("KiB locked", before + 2L * PAGE / 1024, ProcessMaps.lockedKib(c.a()));
        c.a().call("munmap", mapped, 2L * PAGE).returns(0);
        c.same("KiB locked afterwards", before, ProcessMaps.lockedKib(c.a()));
    }

    @Row("MUNMAP-07")
    static void returnsZeroOrMinusOne(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("munmap", mapped.at(1), PAGE).fails(EINVAL);
        c.a().call("munmap", mapped, PAGE).returns(0);
    }

    @Row("MUNMAP-08")
    static void refusesARangeOutsideTheAddressSpace(Scene c) {
        c.a().call("munmap", -PAGE, PAGE).fails(EINVAL);
    }

    @Row("MUNMAP-09")
    static void refusesNoBytes(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        c.a().call("munmap", mapped, 0).fails(EINVAL);
        c.a().putInt(mapped, 1);
        c.a().has(mapped, 1);
    }

    @Row("MUNMAP-10")
    static void saysThatThePlaceIsInvalid(Scene c) {
        Area mapped = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        for (int offset : new int[] {1, 8, PAGE / 2, PAGE - 1}) {
            c.a().call("munmap", mapped.at(offset), PAGE).fails(EINVAL);
        }
    }

    @Row("MUNMAP-X01")
    static void leavesOtherProcessesTheirMappings(Scene c) {
        Area gone = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area one = c.b().map(c.b().open(c.name("x")), PAGE);
        Area other = c.d().map(c.d().open(c.name("x")), PAGE);
        c.a().putInt(gone, 1);
        c.a().call("munmap", gone, PAGE).returns(0);
        c.b().has(one, 1);
        c.b().putInt(one, 2);
        c.d().has(other, 2);
        c.d().putInt(other, 3);
        c.b().has(one, 3);
    }

    @Row("MUNMAP-X02")
    static void splitsAMapping(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), 3L * PAGE), 3L * PAGE);
        h.putInt(mapped.at(2L * PAGE), 1);
        h.call("munmap", mapped.at(PAGE), PAGE).returns(0);
        h.touchIsHit(mapped.at(PAGE), false, SIGSEGV, MAPERR);
        h.has(mapped, 0);
        h.has(mapped.at(2L * PAGE), 1);
        c.same("rights before, in and behind the hole", "rw-s none rw-s", rights(h, mapped));
    }

    private static String rights(NativeParty h, Area mapped) {
        return ProcessMaps.rights(h, mapped) + " " + ProcessMaps.rights(h, mapped.at(PAGE)) + " "
                + ProcessMaps.rights(h, mapped.at(2L * PAGE));
    }

    @Row("MUNMAP-X03")
    static void leavesSharedStoresInTheObject(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area mapped = c.a().map(fd, PAGE);
        c.a().putInt(mapped, 1);
        c.a().call("munmap", mapped, PAGE).returns(0);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 1);
        c.a().has(c.a().map(fd, PAGE), 1);
    }

    @Row("MUNMAP-X04")
    static void doesNotDisturbWhoWaitsForALockThere(Scene c) {
        Area gone = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area waiting = c.b().map(c.b().open(c.name("x")), PAGE);
        Area holding = c.d().map(c.d().open(c.name("x")), PAGE);
        Mutexes.initialise(c.d(), holding, Mutexes.NORMAL, Mutexes.STALLED);
        c.d().call("pthread_mutex_lock", holding).returns(0);
        Pending waiter = c.b().begin("pthread_mutex_lock", waiting);
        waiter.isBlocked();
        c.a().call("munmap", gone, PAGE).returns(0);
        c.d().call("pthread_mutex_unlock", holding).returns(0);
        waiter.returns(0);
    }
}
