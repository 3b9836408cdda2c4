package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENAMETOOLONG;
import static org.shmstress.posix.Errno.ENOENT;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** glibc's names, its objects that are taken apart, and where its functions live: G06, G07, G11, G13, G14. */
final class LibraryRows {

    private static final int TIMES = 20;
    private static final int CREATE = OpenFlags.CREATE;
    private static final int RESOLVE_NOW = 2;

    private LibraryRows() {}

    @Row("G06")
    static void opensAFreshNameForAllWhoComeTogether(Scene c) {
        NativeParty one = c.helper();
        NativeParty two = one.fork();
        NativeParty three = one.fork();
        for (int i = 0; i < TIMES; i++) {
            List<Returned> opened = c.together(
                    one.deed("sem_open", c.name("s" + i), CREATE, 0600, 1),
                    two.deed("sem_open", c.name("s" + i), CREATE, 0600, 1),
                    three.deed("sem_open", c.name("s" + i), CREATE, 0600, 1));
            opened.forEach(semaphore -> semaphore.is("an address", v -> v != 0));
            c.a().call("sem_unlink", c.name("s" + i)).returns(0);
        }
    }

    @Row("G07")
    static void leavesASemaphoreAloneThatAWaiterTakesApart(Scene c) {
        NativeParty party = c.helper();
        int page = PageSize.bytes();
        for (int i = 0; i < TIMES; i++) {
            Area semaphore = party.mmap(0, page, 3, 0x21, -1, 0);
            party.call("sem_init", semaphore, 1, 0).returns(0);
            Pending posts = party.begin("sem_post", semaphore);
            party.call("sem_wait", semaphore).returns(0);
            party.call("sem_destroy", semaphore).returns(0);
            party.call("munmap", semaphore, page).returns(0);
            posts.returns(0);
        }
    }

    @Row("G11")
    static void leavesBarriersAndMutexesAloneThatAreTakenApart(Scene c) {
        NativeParty party = c.helper();
        int page = PageSize.bytes();
        for (int i = 0; i < TIMES; i++) {
            Area barrier = party.mmap(0, page, 3, 0x21, -1, 0);
            party.call("pthread_barrier_init", barrier, 0, 2).returns(0);
            Pending other = party.begin("pthread_barrier_wait", barrier);
            party.call("pthread_barrier_wait", barrier).is("0 or -1", v -> v == 0 || v == -1);
            party.call("pthread_barrier_destroy", barrier).returns(0);
            party.fill(barrier, 64, 0x5a);
            other.outcome().is("0 or -1", v -> v == 0 || v == -1);
            party.hasLong(barrier, 0x5a5a_5a5a_5a5a_5a5aL);
            party.call("munmap", barrier, page).returns(0);
            mutex(party, party.mmap(0, page, 3, 0x21, -1, 0), page);
        }
    }

    private static void mutex(NativeParty party, Area mutex, int page) {
        party.call("pthread_mutex_init", mutex, 0).returns(0);
        party.call("pthread_mutex_lock", mutex).returns(0);
        Pending next = party.begin("pthread_mutex_lock", mutex);
        Pending unlocks = party.begin("pthread_mutex_unlock", mutex);
        next.returns(0);
        party.call("pthread_mutex_unlock", mutex).returns(0);
        party.call("munmap", mutex, page).returns(0);
        unlocks.returns(0);
    }

    @Row("G13")
    static void hasItsFunctionsInOneLibrary(Scene c) {
        NativeParty party = c.helper();
        long library = party.call("dlopen", "libc.so.6", RESOLVE_NOW)
                .is("a library", v -> v != 0)
                .value();
        List<String> missing = Stream.of(
                        "shm_open",
                        "shm_unlink",
                        "sem_open",
                        "sem_wait",
                        "pthread_mutex_lock",
                        "pthread_cond_wait",
                        "pthread_barrier_wait",
                        "pthread_rwlock_rdlock",
                        "pthread_mutexattr_setrobust")
                .filter(function -> party.call("dlsym", library, function).value() == 0)
                .toList();
        c.fact("not in libc.so.6", missing);
        Symptom.absent(c, "libc.so.6 has all functions of shared memory, locks and semaphores", missing.isEmpty());
    }

    @Row("G14")
    static void saysThatANameIsTooLong(Scene c) {
        boolean old = false;
        for (int length : new int[] {256, 300}) {
            String name = "/" + "n".repeat(length);
            old |= isOld(c, c.a().call("shm_open", name, CREATE | OpenFlags.READ_WRITE, 0600));
            old |= isOld(c, c.a().call("sem_open", name, CREATE, 0600, 1));
            c.a().call("shm_unlink", name).fails(ENOENT, ENAMETOOLONG, EINVAL);
        }
        Symptom.absent(c, "names of more than 255 characters are ENAMETOOLONG, not EINVAL", !old);
    }

    private static boolean isOld(Scene c, Returned opened) {
        c.holds(
                "no object, and ENAMETOOLONG or EINVAL",
                (opened.value() == -1 || opened.value() == 0)
                        && (opened.errno() == ENAMETOOLONG || opened.errno() == EINVAL));
        return opened.errno() == EINVAL;
    }
}
