package org.shmstress.properties.conformance.files;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.OpenFlags.READ_ONLY;
import static org.shmstress.properties.conformance.files.FileConstants.F_GETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_RDLCK;
import static org.shmstress.properties.conformance.files.FileConstants.F_SETLK;
import static org.shmstress.properties.conformance.files.FileConstants.F_SETLKW;
import static org.shmstress.properties.conformance.files.FileConstants.F_UNLCK;
import static org.shmstress.properties.conformance.files.FileConstants.F_WRLCK;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Answer;
import org.shmstress.script.Task;

/** Rows of fcntl: record locks that belong to a process. */
final class RecordLocks {

    private RecordLocks() {}

    @Row("LOCKF-X01")
    static void excludeEachOtherBetweenProcesses(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("fcntl", there, F_SETLK, Lock.range(c.a(), F_WRLCK, 0, 100)).returns(0);
        c.b().call("fcntl", here, F_SETLK, Lock.range(c.b(), F_WRLCK, 99, 10)).fails(EAGAIN, EACCES);
        c.b().call("fcntl", here, F_SETLK, Lock.range(c.b(), F_WRLCK, 100, 10)).returns(0);
        c.a().call("fcntl", there, F_SETLK, Lock.range(c.a(), F_UNLCK, 0, 100)).returns(0);
        c.b().call("fcntl", here, F_SETLK, Lock.range(c.b(), F_WRLCK, 0, 10)).returns(0);
    }

    @Row("LOCKF-X02")
    static void admitSharersAndOneWriterAlone(Scene c) {
        Fd a = c.a().create(c.name("x"), 4096);
        Fd b = c.b().open(c.name("x"));
        Fd d = c.d().open(c.name("x"));
        c.a().call("fcntl", a, F_SETLK, Lock.whole(c.a(), F_RDLCK)).returns(0);
        c.b().call("fcntl", b, F_SETLK, Lock.whole(c.b(), F_RDLCK)).returns(0);
        Pending writer = c.d().begin("fcntl", d, F_SETLKW, Lock.whole(c.d(), F_WRLCK));
        writer.isBlocked();
        c.a().call("fcntl", a, F_SETLK, Lock.whole(c.a(), F_UNLCK)).returns(0);
        writer.isBlocked();
        c.b().call("fcntl", b, F_SETLK, Lock.whole(c.b(), F_UNLCK)).returns(0);
        writer.returns(0);
        c.a().call("fcntl", a, F_SETLK, Lock.whole(c.a(), F_RDLCK)).fails(EAGAIN, EACCES);
    }

    @Row("LOCKF-X03")
    static void vanishWhenTheirOwnerIsKilled(Scene c) {
        NativeParty owner = c.helper();
        owner.call("fcntl", owner.create(c.name("x"), 4096), F_SETLK, Lock.whole(owner, F_WRLCK))
                .returns(0);
        Pending waiter = c.b().begin("fcntl", c.b().open(c.name("x")), F_SETLKW, Lock.whole(c.b(), F_WRLCK));
        waiter.isBlocked();
        owner.kill();
        waiter.returns(0);
    }

    @Row("LOCKF-X04")
    static void tellTheirOwner(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        c.a().call("fcntl", there, F_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        c.b().call("fcntl", c.b().open(c.name("x")), F_GETLK, Lock.whole(c.b(), F_WRLCK))
                .returns(0);
        c.same("type", (long) F_WRLCK, Lock.type(c.b()));
        c.same("owner", (int) c.a().pid(), Lock.pid(c.b()));
    }

    @Row("LOCKF-X05")
    static void refuseToCloseACycle(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Fd here = c.b().open(c.name("x"));
        c.a().call("fcntl", there, F_SETLK, Lock.range(c.a(), F_WRLCK, 0, 1)).returns(0);
        c.b().call("fcntl", here, F_SETLK, Lock.range(c.b(), F_WRLCK, 1, 1)).returns(0);
        Pending waiter = c.a().begin("fcntl", there, F_SETLKW, Lock.range(c.a(), F_WRLCK, 1, 1));
        waiter.isBlocked();
        c.b().call("fcntl", here, F_SETLKW, Lock.range(c.b(), F_WRLCK, 0, 1)).fails(EDEADLK);
        c.b().call("fcntl", here, F_SETLK, Lock.range(c.b(), F_UNLCK, 1, 1)).returns(0);
        waiter.returns(0);
    }

    /** The kernel lets them; java.nio itself refuses, by an OverlappingFileLockException. */
    @Row("LOCKF-X06")
    static void doNotConflictWithinAProcess(Scene c) {
        Fd one = c.a().create(c.name("x"), 4096);
        Fd two = c.a().open(c.name("x"));
        Area lock = Lock.whole(c.a(), F_WRLCK);
        c.a().thread().call("fcntl", one, F_SETLK, lock).returns(0);
        c.a().thread().call("fcntl", two, F_SETLK, lock).returns(0);
        c.a().call("fcntl", one, F_SETLK, Lock.whole(c.a(), F_UNLCK)).returns(0);
        Answer.Figures channels = c.a().errand(Task.LOCK_TWICE, c.a().openForErrands("x"));
        c.same("locked by a channel", 1L, channels.get("locked"));
        c.same("refused to a second channel of the JVM", 1L, channels.get("overlapping"));
    }

    @Row("LOCKF-X07")
    static void needTheMatchingOpenMode(Scene c) {
        c.a().create(c.name("x"), 4096);
        Fd readOnly = c.b().open("shm_open", c.name("x"), READ_ONLY, 0);
        c.b().call("fcntl", readOnly, F_SETLK, Lock.whole(c.b(), F_WRLCK)).fails(EBADF);
        c.b().call("fcntl", readOnly, F_SETLK, Lock.whole(c.b(), F_RDLCK)).returns(0);
    }

    @Row("LOCKF-X08")
    static void areAdvisory(Scene c) {
        Fd there = c.a().create(c.name("x"), 4096);
        Area mapped = c.a().map(there, 4096);
        c.a().call("fcntl", there, F_SETLK, Lock.whole(c.a(), F_WRLCK)).returns(0);
        Fd here = c.b().open(c.name("x"));
        c.b().putInt(c.b().map(here, 4096), 64);
        c.a().has(mapped, 64);
        c.b().putInt(c.b().scratch(0), 65);
        c.b().call("pwrite", here, c.b().scratch(0), 4, 0).returns(4);
        c.a().has(mapped, 65);
    }

    /** This process is the Java party here: its lock is one of java.nio. */
    @Row("LOCKF-X09")
    static void excludeWhatJavaLocks(Scene c) {
        Fd fd = c.a().create(c.name("x"), 4096);
        Path file = Path.of(c.real(c.file("x")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock held = channel.lock();
            tries(c.a(), fd).fails(EAGAIN, EACCES);
            tries(c.b(), c.b().open(c.name("x"))).fails(EAGAIN, EACCES);
            held.release();
            tries(c.a(), fd).returns(0);
            c.holds("java.nio gets no lock that a process holds", channel.tryLock() == null);
        } catch (IOException e) {
            throw new HarnessException("cannot lock " + file, e);
        }
    }

    private static Returned tries(Party party, Fd fd) {
        return party.call("fcntl", fd, F_SETLK, Lock.whole(party, F_WRLCK));
    }
}
