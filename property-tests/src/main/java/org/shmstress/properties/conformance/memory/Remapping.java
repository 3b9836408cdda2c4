package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.ENOMEM;
import static org.shmstress.properties.conformance.memory.Linux.ADRERR;
import static org.shmstress.properties.conformance.memory.Linux.ANONYMOUS;
import static org.shmstress.properties.conformance.memory.Linux.FIXED;
import static org.shmstress.properties.conformance.memory.Linux.MAPERR;
import static org.shmstress.properties.conformance.memory.Linux.MAY_MOVE;
import static org.shmstress.properties.conformance.memory.Linux.MOVE_FIXED;
import static org.shmstress.properties.conformance.memory.Linux.NONE;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.SHARED;
import static org.shmstress.properties.conformance.memory.Linux.SIGBUS;
import static org.shmstress.properties.conformance.memory.Linux.SIGSEGV;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of mremap. */
final class Remapping {

    private Remapping() {}

    @Row("MREMAP-X01")
    static void keepsContentsAndSharingWhenItGrows(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), 2L * PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), 2L * PAGE);
        c.a().putInt(mine, 1);
        Area grown = c.a().area("mremap", mine, PAGE, 2L * PAGE, MAY_MOVE);
        c.a().has(grown, 1);
        c.a().putInt(grown.at(PAGE), 2);
        c.b().has(theirs.at(PAGE), 2);
    }

    @Row("MREMAP-X02")
    static void doesNotGrowIntoWhatIsTaken(Scene c) {
        Area reserved = reserved(c.a());
        Fd fd = c.a().create(c.name("x"), 2L * PAGE);
        Area mapped = c.a().mmap(reserved.address(), PAGE, READ_WRITE, SHARED | FIXED, fd, 0);
        c.a().call("mremap", mapped, PAGE, 2L * PAGE, 0).fails(ENOMEM);
        c.a().putInt(mapped, 1);
        c.a().has(mapped, 1);
    }

    /** Two pages of address space without rights. */
    private static Area reserved(Party party) {
        return party.mmap(0, 2L * PAGE, NONE, PRIVATE | ANONYMOUS, -1, 0);
    }

    @Row("MREMAP-X03")
    static void leavesNothingAtTheOldPlace(Scene c) {
        NativeParty h = c.helper();
        Area target = reserved(h);
        Area old = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putInt(old, 1);
        Area moved = h.area("mremap", old, PAGE, PAGE, MAY_MOVE | MOVE_FIXED, target);
        c.same("new address", target.address(), moved.address());
        h.touchIsHit(old, false, SIGSEGV, MAPERR);
        h.has(moved, 1);
    }

    @Row("MREMAP-X04")
    static void mapsTwiceWhenTheOldSizeIsZero(Scene c) {
        NativeParty h = c.helper();
        Area first = h.map(h.create(c.name("x"), PAGE), PAGE);
        Area second = h.area("mremap", first, 0, PAGE, MAY_MOVE);
        c.holds("another address", first.address() != second.address());
        h.putInt(first, 1);
        h.has(second, 1);
        h.putInt(second, 2);
        h.has(first, 2);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 2);
    }

    @Row("MREMAP-X05")
    static void doesNotGrowTheObject(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        Area grown = h.area("mremap", h.map(fd, PAGE), PAGE, 2L * PAGE, MAY_MOVE);
        h.touchIsHit(grown.at(PAGE), false, SIGBUS, ADRERR);
        h.call("ftruncate", fd, 2L * PAGE).returns(0);
        h.putInt(grown.at(PAGE), 1);
        h.has(grown.at(PAGE), 1);
    }

    @Row("MREMAP-X08")
    static void staysCoherentWithPeersAfterAMove(Scene c) {
        Area target = reserved(c.a());
        Area old = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        c.a().putInt(old, 1);
        c.b().has(theirs, 1);
        Area moved = c.a().area("mremap", old, PAGE, PAGE, MAY_MOVE | MOVE_FIXED, target);
        c.same("new address", target.address(), moved.address());
        c.b().putInt(theirs, 2);
        c.a().has(moved, 2);
        c.a().putInt(moved, 3);
        c.b().has(theirs, 3);
    }
}
