package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.files.FileConstants.F_OFD_GETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_OFD_SETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_SETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_WRLCK;
import static org.shmstress.properties.conformance.files.FileConstants.LOCK_EX;
import static org.shmstress.properties.conformance.files.FileConstants.LOCK_NB;
import static org.shmstress.properties.conformance.files.FileConstants.LOCK_UN;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of locks that belong to an open file description: those of fcntl, and flock. */
final class OtherLocks {

    private static final int PID = 24;

    private OtherLocks() {}

    @Row("OFD-X01")
    static void conflictEvenWithinAProcess(Scene c) {
        Fd one = c.a().create(c.name("x"), 4096);
        Fd two = c.a().open(c.name("x"));
        Fd far = c.b().open(c.name("x"));
        c.a().call("fcntl", one, F_OFD_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.a().call("fcntl", two, F_OFD_SETLK, Lock.whole(c.a(), F_WRLCK)).fails(EAGAIN, EACCES);
        c.b().call("fcntl", far, F_OFD_SETLK, Lock.whole(c.b(), F_WRLCK)).fails(EAGAIN, EACCES);
    }

    @Row("OFD-X02")
    static void areReleasedAtTheLastCloseOfTheDescription(Scene c) {
        Fd one = c.a().create(c.name("x"), 4096);
        Fd twin = c.a().open("dup", one);
        Fd unrelated = c.a().open(c.name("x"));
        Fd far = c.b().open(c.name("x"));
        c.a().call("fcntl", one, F_OFD_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.a().call("close", unrelated).returns(0);
        c.a().call("close", one).returns(0);
        c.b().call("fcntl", far, F_OFD_SETLK, Lock.whole(c.b(), F_WRLCK)).fails(EAGAIN, EACCES);
        c.a().call("close", twin).returns(0);
        c.b().call("fcntl", far, F_OFD_SETLK, Lock.whole(c.b(), F_WRLCK)).returns(0);
    }

    @Row("OFD-X03")
    static void conflictWithLocksOfProcesses(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        c.a().call("fcntl", there, F_OFD_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.b().call("fcntl", c.b().open(c.name("x")), F_SETLK, Lock.whole(c.b(), F_WRLCK))
                .fails(EAGAIN, EACCES);
    }

    @Row("OFD-X04")
    static void wantNoProcessIdAndTellNone(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Area lock = Lock.whole(c.a(), F_WRLCK);
        c.a().putInt(lock.at(PID), 1);
        c.a().call("fcntl", there, F_OFD_SETLK, lock).fails(EINVAL);
        c.a().call("fcntl", there, F_OFD_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.b().call("fcntl", c.b().open(c.name("x")), F_OFD_GETLK, Lock.whole(c.b(), F_WRLCK))
                .returns(0);
        c.same("owner", -1, Lock.pid(c.b()));
    }

    @Row("FLOCK-X01")
    static void flockExcludesOtherOpens(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("flock", there, LOCK_EX).returns(0);
        c.b().call("flock", here, LOCK_EX | LOCK_NB).fails(EAGAIN);
        Pending waiter = c.b().begin("flock", here, LOCK_EX);
        waiter.isBlocked();
        c.a().call("flock", there, LOCK_UN).returns(0);
        waiter.returns(0);
    }

    @Row("FLOCK-X02")
    static void flockIsSharedByDuplicatesAndForkedChildren(Scene c) {
        NativeParty parent = c.helper();
        Fd fd = parent.create(c.name("x"), 4096);
        Fd far = c.b().open(c.name("x"));
        parent.call("flock", fd, LOCK_EX).returns(0);
        NativeParty child = parent.fork();
        child.call("flock", fd, LOCK_EX | LOCK_NB).returns(0);
        c.b().call("flock", far, LOCK_EX | LOCK_NB).fails(EAGAIN);
        child.call("flock", child.open("dup", fd), LOCK_UN).returns(0);
        c.b().call("flock", far, LOCK_EX | LOCK_NB).returns(0);
    }

    @Row("FLOCK-X03")
    static void flockKnowsNothingOfRecordLocks(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("flock", there, LOCK_EX | LOCK_NB).returns(0);
        c.b().call("fcntl", here, F_SETLK, Lock.whole(c.b(), F_WRLCK)).returns(0);
    }

    @Row("FLOCK-X04")
    static void flockEndsWithItsHolder(Scene c) {
        NativeParty holder = c.helper();
        holder.call("flock", holder.create(c.name("x"), 4096), LOCK_EX).returns(0);
        Pending waiter = c.b().begin("flock", c.b().open(c.name("x")), LOCK_EX);
        waiter.isBlocked();
        holder.kill();
        waiter.returns(0);
    }
}
