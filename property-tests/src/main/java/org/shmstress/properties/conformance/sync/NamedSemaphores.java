package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EACCES;
import static org.shmstress.posix.Errno.EEXIST;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENAMETOOLONG;
import static org.shmstress.posix.Errno.ENOENT;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.sync.Numbers.SEMAPHORE_MAX;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PosixSemaphore;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Argument;

/** Rows of sem_open, sem_close and sem_unlink. */
public final class NamedSemaphores {

    private static final int CREATE = OpenFlags.CREATE;
    private static final int CREATE_EXCLUSIVE = OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
    private static final int OWNER_ONLY = 0600;

    /** Who owns nothing: {@code nobody} on most systems. */
    private static final int NOBODY = 65534;

    /** {@code NAME_MAX} (linux/limits.h), less the four characters that glibc puts before a name. */
    private static final int LONGEST_NAME = 255 - "sem.".length();

    private static final int RACES = 10;
    private static final int KILLS = 20;

    private NamedSemaphores() {}

    private static Area created(Party party, Argument name, long permits) {
        return party.area("sem_open", name, CREATE_EXCLUSIVE, OWNER_ONLY, permits);
    }

    private static Area opened(Party party, Argument name) {
        return party.area("sem_open", name, 0);
    }

    private static void permits(Party party, Area semaphore, int expected) {
        party.call("sem_getvalue", semaphore, party.scratch(0)).returns(0);
        party.has(party.scratch(0), expected);
    }

    @Row("SEM_OPEN-01")
    static void connectsByName(Scene c) {
        created(c.a(), c.name("s"), 1);
        Area semaphore = opened(c.b(), c.name("s"));
        c.b().call("sem_wait", semaphore).returns(0);
        c.b().call("sem_post", semaphore).returns(0);
        c.b().call("sem_close", semaphore).returns(0);
    }

    @Row("SEM_OPEN-02")
    static void exclusiveCreationOfATakenNameFails(Scene c) {
        created(c.a(), c.name("s"), 1);
        c.b().call("sem_open", c.name("s"), CREATE_EXCLUSIVE, OWNER_ONLY, 1).isNullWith(EEXIST);
    }

    @Row(value = "SEM_OPEN-03", needs = Capability.ROOT)
    static void withoutPermissionItFails(Scene c) {
        created(c.a(), c.name("s"), 1);
        c.b().call("setfsuid", NOBODY).returns(0);
        c.b().call("sem_open", c.name("s"), 0).isNullWith(EACCES);
        c.b().call("setfsuid", 0).returns(NOBODY);
        opened(c.b(), c.name("s"));
    }

    @Row("SEM_OPEN-04")
    static void theClashIsToldAsEexist(Scene c) {
        created(c.a(), c.name("s"), 0);
        c.b().call("sem_open", c.name("s"), CREATE_EXCLUSIVE, OWNER_ONLY, 0).isNullWith(EEXIST);
        c.a().call("sem_open", c.name("s"), CREATE_EXCLUSIVE, OWNER_ONLY, 0).isNullWith(EEXIST);
    }

    @Row("SEM_OPEN-05")
    static void refusesAValueAboveTheMaximum(Scene c) {
        c.a().call("sem_open", c.name("s"), CREATE, OWNER_ONLY, SEMAPHORE_MAX + 1L)
                .isNullWith(EINVAL);
        created(c.a(), c.name("s"), SEMAPHORE_MAX);
    }

    @Row("SEM_OPEN-06")
    static void aMissingNameFails(Scene c) {
        c.b().call("sem_open", c.name("absent"), 0).isNullWith(ENOENT);
    }

    /** glibc before 2.38 told of names that no file could have by EINVAL (its bug 30789 was mended with it). */
    @Row("SEM_OPEN-07")
    static void anOverlongNameFails(Scene c) {
        String longest = longName(c, LONGEST_NAME);
        try {
            Area semaphore = c.a().area("sem_open", longest, CREATE_EXCLUSIVE, OWNER_ONLY, 0);
            c.a().call("sem_close", semaphore).returns(0);
        } finally {
            c.a().call("sem_unlink", longest).returns(0);
        }
        c.a().call("sem_open", longName(c, LONGEST_NAME + 1), CREATE, OWNER_ONLY, 0)
                .isNullWith(ENAMETOOLONG);
        c.a().call("sem_open", longName(c, LONGEST_NAME + 50), CREATE, OWNER_ONLY, 0)
                .isNullWith(ENAMETOOLONG, EINVAL);
    }

    /** Begins as all names of this row do, and has so many characters after its slash. */
    private static String longName(Scene c, int characters) {
        String real = c.real(c.name("long"));
        return real + "x".repeat(characters + 1 - real.length());
    }

    @Row("SEM_OPEN-08")
    static void theAddressWorksWithEachOperation(Scene c) {
        created(c.a(), c.name("s"), 2);
        Area semaphore = opened(c.b(), c.name("s"));
        c.b().call("sem_wait", semaphore).returns(0);
        c.b().call("sem_trywait", semaphore).returns(0);
        c.b().call("sem_post", semaphore).returns(0);
        permits(c.b(), semaphore, 1);
        c.b().call("sem_close", semaphore).returns(0);
    }

    @Row("SEM_OPEN-09")
    static void staysUsableWhenOthersExit(Scene c) {
        Area there = created(c.a(), c.name("s"), 0);
        Area here = opened(c.b(), c.name("s"));
        opened(c.d(), c.name("s"));
        c.d().kill();
        c.a().call("sem_close", there).returns(0);
        c.b().call("sem_post", here).returns(0);
        c.b().call("sem_wait", here).returns(0);
        permits(c.b(), here, 0);
    }

    @Row("SEM_OPEN-10")
    static void creatingAnExistingOneIgnoresModeAndValue(Scene c) {
        created(c.a(), c.name("s"), 2);
        Area semaphore = c.b().area("sem_open", c.name("s"), CREATE, 0644, 5);
        permits(c.b(), semaphore, 2);
        c.same("mode", "rw-------", NamedFile.of(c, "s").mode());
    }

    @Row("SEM_OPEN-11")
    static void modeAndValueTakeEffect(Scene c) {
        Area there = c.a().area("sem_open", c.name("s"), CREATE_EXCLUSIVE, 0666, 3);
        permits(c.a(), there, 3);
        permits(c.b(), opened(c.b(), c.name("s")), 3);
        c.same("mode", NamedFile.withoutUmask("rw-rw-rw-"), NamedFile.of(c, "s").mode());
    }

    @Row("SEM_OPEN-12")
    static void valuesUpToTheMaximumAreValid(Scene c) {
        permits(c.a(), created(c.a(), c.name("s"), SEMAPHORE_MAX), SEMAPHORE_MAX);
        permits(c.a(), created(c.a(), c.name("t"), SEMAPHORE_MAX - 1L), SEMAPHORE_MAX - 1);
        c.a().call("sem_open", c.name("u"), CREATE, OWNER_ONLY, -1).isNullWith(EINVAL);
    }

    @Row("SEM_OPEN-14")
    static void anyOtherProcessMayConnect(Scene c) {
        Area there = created(c.a(), c.name("s"), 0);
        Area here = opened(c.b(), c.name("s"));
        Pending waiter = c.b().begin("sem_wait", here);
        waiter.isBlocked();
        c.a().call("sem_post", there).returns(0);
        waiter.returns(0);
        permits(c.d(), opened(c.d(), c.name("s")), 0);
    }

    @Row("SEM_OPEN-15")
    static void repeatedOpensGiveOneAddress(Scene c) {
        Area first = created(c.a(), c.name("s"), 1);
        c.a().call("sem_open", c.name("s"), 0).is("the first address", v -> v == first.address());
        c.a().call("sem_close", first).returns(0);
        permits(c.a(), first, 1);
        c.a().call("sem_open", c.name("s"), 0).is("the first address", v -> v == first.address());
        c.a().call("sem_close", first).returns(0);
    }

    @Row("SEM_OPEN-X01")
    static void concurrentCreatorsShareOne(Scene c) {
        for (int race = 0; race < RACES; race++) {
            Argument name = c.name("s" + race);
            List<Pending> openers = new ArrayList<>();
            for (Party party : List.of(c.a(), c.b(), c.d(), c.a(), c.b(), c.d())) {
                openers.add(party.begin("sem_open", name, CREATE, OWNER_ONLY, 3));
            }
            openers.forEach(opener -> opener.outcome().is("an address", v -> v != 0));
            for (Party party : List.of(c.a(), c.b(), c.d())) {
                party.call("sem_post", opened(party, name)).returns(0);
            }
            permits(c.b(), opened(c.b(), name), 6);
        }
    }

    @Row("SEM_OPEN-X02")
    static void theFileHoldsOneSemaphore(Scene c) {
        created(c.a(), c.name("s"), 1);
        c.same("size", (long) PosixSemaphore.BYTES, NamedFile.of(c, "s").size());
    }

    @Row("SEM_OPEN-X03")
    static void noHalfMadeOneIsSeen(Scene c) {
        Leftovers leftovers = Leftovers.watch();
        for (int kill = 0; kill < KILLS; kill++) {
            Argument name = c.name("s" + kill);
            NativeParty creator = c.helper();
            creator.begin("sem_open", name, CREATE_EXCLUSIVE, OWNER_ONLY, Leftovers.VALUE);
            creator.kill();
            if (c.b().call("sem_open", name, 0).value() == 0) {
                c.b().call("sem_open", name, 0).isNullWith(ENOENT);
            } else {
                permits(c.b(), opened(c.b(), name), Leftovers.VALUE);
            }
        }
        leftovers.remove();
    }

    @Row("SEM_CLOSE-01")
    static void closeReturnsZero(Scene c) {
        c.a().call("sem_close", created(c.a(), c.name("s"), 1)).returns(0);
    }

    @Row("SEM_CLOSE-02")
    static void closeReleasesTheMemory(Scene c) {
        Area semaphore = created(c.a(), c.name("s"), 1);
        c.holds("the semaphore is mapped", NamedFile.of(c, "s").isMappedBy(c.a()));
        c.a().call("sem_close", semaphore).returns(0);
        c.holds("the semaphore is mapped no more", !NamedFile.of(c, "s").isMappedBy(c.a()));
    }

    @Row("SEM_CLOSE-03")
    static void closeLeavesTheValue(Scene c) {
        Area semaphore = created(c.a(), c.name("s"), 2);
        c.a().call("sem_post", semaphore).returns(0);
        c.a().call("sem_close", semaphore).returns(0);
        permits(c.b(), opened(c.b(), c.name("s")), 3);
    }

    @Row("SEM_UNLINK-01")
    static void unlinkRemovesTheName(Scene c) {
        created(c.a(), c.name("s"), 1);
        c.a().call("sem_unlink", c.name("s")).returns(0);
        c.b().call("sem_open", c.name("s"), 0).isNullWith(ENOENT);
    }

    @Row("SEM_UNLINK-02")
    static void usersGoOnAfterUnlink(Scene c) {
        created(c.a(), c.name("s"), 0);
        Area b = opened(c.b(), c.name("s"));
        Area d = opened(c.d(), c.name("s"));
        c.a().call("sem_unlink", c.name("s")).returns(0);
        Pending waiter = c.b().begin("sem_wait", b);
        waiter.isBlocked();
        c.d().call("sem_post", d).returns(0);
        waiter.returns(0);
    }

    /** Files of others in a sticky directory: the kernel says EPERM, of which glibc makes EACCES. */
    @Row(value = "SEM_UNLINK-03", needs = Capability.ROOT)
    static void withoutPermissionTheNameStays(Scene c) {
        created(c.a(), c.name("s"), 1);
        c.b().call("setfsuid", NOBODY).returns(0);
        c.b().call("sem_unlink", c.name("s")).fails(EACCES, EPERM);
        c.b().call("setfsuid", 0).returns(NOBODY);
        opened(c.b(), c.name("s"));
    }

    @Row("SEM_UNLINK-04")
    static void unlinkingAMissingNameFails(Scene c) {
        c.b().call("sem_unlink", c.name("absent")).fails(ENOENT);
        created(c.a(), c.name("s"), 1);
        c.a().call("sem_unlink", c.name("s")).returns(0);
        c.b().call("sem_unlink", c.name("s")).fails(ENOENT);
    }

    @Row("SEM_UNLINK-05")
    static void unlinkingAnOverlongNameFails(Scene c) {
        c.a().call("sem_unlink", longName(c, LONGEST_NAME + 1)).fails(ENAMETOOLONG);
        Returned longer = c.a().call("sem_unlink", longName(c, LONGEST_NAME + 50));
        if (longer.errno() == ENOENT && c.isAmong("glibc all")) {
            c.deviation(
                    "sem_unlink says ENOENT of a name longer than any file's: glibc (sysdeps/pthread/sem_unlink.c), seen on 2.36");
        } else {
            longer.fails(ENAMETOOLONG);
        }
    }

    @Row("SEM_UNLINK-06")
    static void theNameCanBeMadeAnew(Scene c) {
        Area old = created(c.a(), c.name("s"), 1);
        c.a().call("sem_unlink", c.name("s")).returns(0);
        Area fresh = created(c.b(), c.name("s"), 4);
        c.a().call("sem_post", old).returns(0);
        permits(c.b(), fresh, 4);
        permits(c.a(), old, 2);
    }

    @Row("SEM_UNLINK-07")
    static void unlinkDoesNotWaitForUsers(Scene c) {
        Area there = created(c.a(), c.name("s"), 0);
        Pending waiter = c.b().begin("sem_wait", opened(c.b(), c.name("s")));
        waiter.isBlocked();
        c.a().call("sem_unlink", c.name("s")).returns(0);
        waiter.isBlocked();
        c.a().call("sem_post", there).returns(0);
        waiter.returns(0);
    }

    @Row("SEM_UNLINK-09")
    static void unlinkLeavesTheState(Scene c) {
        created(c.a(), c.name("s"), 6);
        Area here = opened(c.b(), c.name("s"));
        permits(c.b(), here, 6);
        c.a().call("sem_unlink", c.name("s")).returns(0);
        permits(c.b(), here, 6);
    }
}
