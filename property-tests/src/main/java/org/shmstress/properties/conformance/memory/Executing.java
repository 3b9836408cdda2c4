package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EBADF;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.properties.conformance.memory.Linux.GET_DESCRIPTOR_FLAGS;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.SET_DESCRIPTOR_FLAGS;

import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of exec: what goes when a process replaces its program. */
final class Executing {

    private Executing() {}

    @Row("EXEC-X01")
    static void dropsMappings(Scene c) {
        NativeParty h = c.helper();
        h.map(h.create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        c.same("mappings of it", 1L, mappings(c, h, "x"));
        h.exec();
        c.same("mappings of it afterwards", 0L, mappings(c, h, "x"));
        c.b().putInt(theirs, 1);
        c.b().has(theirs, 1);
        c.same(
                "mappings of it by the other",
                1L,
                ProcessMaps.of(c.b()).stream()
                        .filter(line -> line.path().equals(c.real(c.file("x"))))
                        .count());
    }

    private static long mappings(Scene c, NativeParty h, String symbol) {
        String path = c.real(c.file(symbol));
        return ProcessMaps.of(h).stream()
                .filter(line -> line.path().equals(path))
                .count();
    }

    @Row("EXEC-X02")
    static void closesMarkedDescriptorsOnly(Scene c) {
        NativeParty h = c.helper();
        Fd marked = h.create(c.name("x"), PAGE);
        Fd kept = h.open(c.name("x"));
        c.a().putInt(c.a().map(c.a().open(c.name("x")), PAGE), 0x5eed);
        h.call("fcntl", marked, GET_DESCRIPTOR_FLAGS).returns(1);
        h.call("fcntl", kept, SET_DESCRIPTOR_FLAGS, 0).returns(0);
        h.exec();
        h.call("fcntl", marked.number(), GET_DESCRIPTOR_FLAGS).fails(EBADF);
        h.has(h.map(kept, PAGE), 0x5eed);
    }

    @Row("EXEC-X03")
    static void countsAsTheDeathOfAnOwner(Scene c) {
        NativeParty h = c.helper();
        Area mutex = h.map(h.create(c.name("x"), PAGE), PAGE);
        Mutexes.initialise(h, mutex, Mutexes.NORMAL, Mutexes.ROBUST);
        h.call("pthread_mutex_lock", mutex).returns(0);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        Pending waiter = c.b().begin("pthread_mutex_lock", theirs);
        waiter.isBlocked();
        h.exec();
        waiter.errs(EOWNERDEAD);
    }

    @Row("EXEC-X04")
    static void closesNamedSemaphoresWithoutChangingThem(Scene c) {
        NativeParty h = c.helper();
        h.area("sem_open", c.name("s"), OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600, 3);
        Area theirs = c.b().area("sem_open", c.name("s"), 0);
        h.exec();
        c.holds(
                "it is no longer mapped",
                ProcessMaps.of(h).stream().noneMatch(line -> line.path().startsWith("/dev/shm/")));
        c.b().call("sem_getvalue", theirs, c.b().scratch(0)).returns(0);
        c.b().has(c.b().scratch(0), 3);
    }
}
