package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENAMETOOLONG;
import static org.shmstress.posix.Errno.ENOENT;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.posix.OpenFlags;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Checks;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** glibc's names, its objects that are taken apart, and where its functions live: G06, G07, G11, G13, G14. */
final class LibraryRows {

    private static final int TIMES = 20;
    private static final int CREATE = OpenFlags.CREATE;
    private static final int RESOLVE_NOW = 2;

    /** The object on which checks of the contract work, by its name and as a mapping; a second check needs a fresh one. */
    private static final String CHECKED = "shared";

    private static final long CHECKED_BYTES = 1 << 16;

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
        Checks.run("SEM_DESTROY-X01", c);
    }

    @Row("G11")
    static void leavesBarriersAndMutexesAloneThatAreTakenApart(Scene c) {
        Checks.run("BARRIER_DESTROY-01", c);
        for (Party party : List.of(c.a(), c.b())) {
            party.call("munmap", new Area(CHECKED, 0, 0), CHECKED_BYTES).returns(0);
        }
        c.a().call("shm_unlink", c.name(CHECKED)).returns(0);
        Checks.run("MUTEX_UNLOCK-X01", c);
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

    /** The prefix with which semaphores are files makes a name of 252 characters too long for one, not for an object. */
    @Row("G14")
    static void saysThatANameIsTooLong(Scene c) {
        String name = c.real(c.name("n"));
        String shorter = padded(name, 252);
        c.a().open("shm_open", shorter, CREATE | OpenFlags.READ_WRITE, 0600);
        c.a().call("shm_unlink", shorter).returns(0);
        boolean old = isOld(c, c.a().call("sem_open", shorter, CREATE, 0600, 1));
        for (int length : new int[] {256, 300}) {
            String longer = padded(name, length);
            old |= isOld(c, c.a().call("shm_open", longer, CREATE | OpenFlags.READ_WRITE, 0600));
            old |= isOld(c, c.a().call("sem_open", longer, CREATE, 0600, 1));
            c.a().call("shm_unlink", longer).fails(ENAMETOOLONG, length == 256 ? ENAMETOOLONG : ENOENT);
        }
        Symptom.absent(c, "names that are too long are ENAMETOOLONG, not EINVAL", !old);
    }

    /** So many characters after the slash. */
    private static String padded(String name, int characters) {
        return name + "n".repeat(characters + 1 - name.length());
    }

    private static boolean isOld(Scene c, Returned opened) {
        c.holds(
                "no object, and ENAMETOOLONG or EINVAL",
                (opened.value() == -1 || opened.value() == 0)
                        && (opened.errno() == ENAMETOOLONG || opened.errno() == EINVAL));
        return opened.errno() == EINVAL;
    }
}
