package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.memory.Linux.FROM_HERE;
import static org.shmstress.properties.conformance.memory.Linux.FROM_START;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Memory;
import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Width;

/** Rows of fork: what a child inherits. */
final class Forking {

    /** Members of a {@code struct flock} (asm-generic/fcntl.h). */
    private static final int TYPE = 0;

    private static final int LOCKING_PROCESS = 24;
    private static final int FOR_WRITING = 1;

    private static final int CHILD_SECONDS = 20;

    private Forking() {}

    @Row("FORK-05")
    static void sharesOpenDescriptions(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        NativeParty child = h.fork();
        child.call("lseek", fd, 100, FROM_START).returns(100);
        h.call("lseek", fd, 0, FROM_HERE).returns(100);
        child.call("close", fd).returns(0);
        h.call("lseek", fd, 1, FROM_HERE).returns(101);
    }

    @Row("FORK-11")
    static void doesNotInheritRecordLocks(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), PAGE);
        h.put(h.scratch(TYPE), Width.SHORT, FOR_WRITING);
        h.call("fcntl", fd, Linux.SET_LOCK, h.scratch(0)).returns(0);
        NativeParty child = h.fork();
        child.put(child.scratch(TYPE), Width.SHORT, FOR_WRITING);
        child.call("fcntl", fd, Linux.GET_LOCK, child.scratch(0)).returns(0);
        c.same("process that holds the lock", h.pid(), (long) child.getInt(child.scratch(LOCKING_PROCESS)));
    }

    @Row("FORK-14")
    static void usesNamedSemaphoresOfTheParent(Scene c) {
        NativeParty h = c.helper();
        Area semaphore = h.area("sem_open", c.name("s"), OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600, 0);
        NativeParty child = h.fork();
        child.call("sem_post", semaphore).returns(0);
        h.call("sem_wait", semaphore).returns(0);
    }

    @Row("FORK-16")
    static void sharesSharedMappingsAndCopiesPrivateOnes(Scene c) {
        NativeParty h = c.helper();
        Fd fd = h.create(c.name("x"), 2L * PAGE);
        Area shared = h.map(fd, PAGE);
        Area own = h.mmap(0, PAGE, READ_WRITE, PRIVATE, fd, PAGE);
        h.putInt(own, 1);
        NativeParty child = h.fork();
        child.has(own, 1);
        child.putInt(own, 2);
        child.putInt(shared, 3);
        h.has(own, 1);
        h.has(shared, 3);
        c.b().has(c.b().map(c.b().open(c.name("x")), PAGE), 3);
        h.putInt(own, 4);
        child.has(own, 2);
    }

    @Row("FORK-X01")
    static void keepsTheAddressOfAMapping(Scene c) {
        NativeParty h = c.helper();
        Area mapped = h.map(h.create(c.name("x"), PAGE), PAGE);
        h.putLong(mapped, mapped.address());
        NativeParty child = h.fork();
        child.hasLong(mapped, mapped.address());
        c.same("file and place", ProcessMaps.behind(h, mapped), ProcessMaps.behind(child, mapped));
        c.holds("something lies there", !ProcessMaps.behind(child, mapped).isEmpty());
    }

    @Row("FORK-X02")
    static void doesNotGiveTheChildAHeldMutex(Scene c) {
        NativeParty h = c.helper();
        Area mutex = h.map(h.create(c.name("x"), PAGE), PAGE);
        Mutexes.initialise(h, mutex, Mutexes.ERROR_CHECKING, Mutexes.STALLED);
        h.call("pthread_mutex_lock", mutex).returns(0);
        NativeParty child = h.fork();
        child.call("pthread_mutex_unlock", mutex).errs(EPERM);
        h.call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("FORK-X03")
    static void leavesARobustMutexWithTheParentWhenTheChildDies(Scene c) {
        NativeParty h = c.helper();
        Area mutex = h.map(h.create(c.name("x"), PAGE), PAGE);
        Mutexes.initialise(h, mutex, Mutexes.NORMAL, Mutexes.ROBUST);
        h.call("pthread_mutex_lock", mutex).returns(0);
        NativeParty child = h.fork();
        child.call("_exit", 0).dies("");
        h.call("pthread_mutex_unlock", mutex).returns(0);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        c.b().call("pthread_mutex_trylock", theirs).returns(0);
        c.b().call("pthread_mutex_unlock", theirs).returns(0);
    }

    /** The JVM that starts a child is this one. */
    @Row("FORK-X04")
    static void leaksNothingIntoTheChildOfAJvm(Scene c) {
        Party a = c.a();
        a.putInt(a.map(a.create(c.name("x"), PAGE), PAGE), 1);
        String file = c.real(c.file("x"));
        int fd = Descriptors.open(file, OpenFlags.READ_WRITE, 0);
        long address = Memory.mapShared(fd, PAGE);
        try {
            c.holds(
                    "this JVM has mapped it",
                    ProcessMaps.of("self").stream().anyMatch(line -> line.path().equals(file)));
            c.same("lines of the child that name it", 0L, mentions(file, "cat", "/proc/self/maps"));
            c.same("descriptors of the child that lead to it", 0L, mentions(file, "ls", "-l", "/proc/self/fd"));
        } finally {
            Memory.unmap(address, PAGE);
            Descriptors.close(fd);
        }
    }

    private static long mentions(String file, String... command) {
        try {
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!child.waitFor(CHILD_SECONDS, TimeUnit.SECONDS) || output.isBlank()) {
                    throw new HarnessException(command[0] + " did not end well: " + output);
                }
                return output.lines().filter(line -> line.contains(file)).count();
            } finally {
                child.destroyForcibly();
            }
        } catch (IOException e) {
            throw new HarnessException("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while " + command[0] + " ran", e);
        }
    }
}
