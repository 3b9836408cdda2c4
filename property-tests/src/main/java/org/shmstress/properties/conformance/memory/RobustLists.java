package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.properties.conformance.memory.Linux.GET_ROBUST_LIST;
import static org.shmstress.properties.conformance.memory.Linux.OWNER_DIED;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.ROBUST_HEAD_BYTES;
import static org.shmstress.properties.conformance.memory.Linux.ROBUST_LIMIT;
import static org.shmstress.properties.conformance.memory.Linux.WAITERS;

import java.util.stream.IntStream;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** Rows of set_robust_list: what the kernel does with the locks of the dead. */
final class RobustLists {

    private static final int FOREIGN = 1;
    private static final int HELD = 3_000;

    private RobustLists() {}

    @Row("ROBUSTLIST-X01")
    static void marksWhatADeadThreadHeld(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area mutex = h.map(h.open(c.name("x")), PAGE);
        Mutexes.initialise(h, mutex, Mutexes.NORMAL, Mutexes.ROBUST);
        h.call("pthread_mutex_lock", mutex).returns(0);
        c.same("word", (int) h.pid(), c.a().getInt(mine));
        h.kill();
        c.a().has(mine, OWNER_DIED);
    }

    @Row("ROBUSTLIST-X02")
    static void wakesAWaiter(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area mutex = h.map(h.open(c.name("x")), PAGE);
        Mutexes.initialise(h, mutex, Mutexes.NORMAL, Mutexes.ROBUST);
        h.call("pthread_mutex_lock", mutex).returns(0);
        Pending waiter = c.a().begin("pthread_mutex_lock", mine);
        waiter.isBlocked();
        c.same("word", (int) h.pid() | WAITERS, c.a().getInt(mine));
        h.kill();
        waiter.errs(EOWNERDEAD);
    }

    @Row("ROBUSTLIST-X03")
    static void isOnePerThread(Scene c) {
        Area out = c.a().scratch(0);
        c.a().call("syscall", GET_ROBUST_LIST, 0, out, out.at(8)).returns(0);
        long first = c.a().getLong(out);
        c.holds("a head", isMapped(c, first));
        c.a().hasLong(out.at(8), ROBUST_HEAD_BYTES);
        Strand other = c.a().thread();
        other.call("syscall", GET_ROBUST_LIST, 0, out.at(16), out.at(24)).returns(0);
        long second = c.a().getLong(out.at(16));
        c.holds("another head", isMapped(c, second) && second != first);
        c.a().hasLong(out.at(24), ROBUST_HEAD_BYTES);
    }

    private static boolean isMapped(Scene c, long address) {
        return ProcessMaps.of(c.a()).stream().anyMatch(line -> line.holds(address));
    }

    @Row("ROBUSTLIST-X04")
    static void leavesWordsOfOthersAlone(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        RobustList list = RobustList.of(h, h.map(h.open(c.name("x")), PAGE));
        list.link(3, false);
        h.putInt(list.word(0), (int) h.pid());
        h.putInt(list.word(1), FOREIGN);
        h.putInt(list.word(2), (int) h.pid());
        h.kill();
        c.a().has(RobustList.word(mine, 0), OWNER_DIED);
        c.a().has(RobustList.word(mine, 1), FOREIGN);
        c.a().has(RobustList.word(mine, 2), OWNER_DIED);
    }

    /** Death at each point of an operation: the word is taken but not yet linked; not yet taken; just given up, with a waiter. */
    @Row("ROBUSTLIST-X05")
    static void coversDeathInsideAnOperation(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty taken = c.helper();
        RobustList list = RobustList.of(taken, taken.map(taken.open(c.name("x")), PAGE));
        taken.putInt(list.word(0), (int) taken.pid());
        list.pending(0);
        taken.kill();
        c.a().has(RobustList.word(mine, 0), OWNER_DIED);
        NativeParty free = c.helper();
        RobustList other = RobustList.of(free, free.map(free.open(c.name("x")), PAGE));
        Area word = RobustList.word(mine, 1);
        Pending waiter = Futex.wait(c.a(), word, 0);
        waiter.isBlocked();
        other.pending(1);
        free.kill();
        c.a().has(word, 0);
        waiter.returns(0);
    }

    @Row("ROBUSTLIST-X06")
    static void endsAfterItsLimit(Scene c) {
        int bytes = HELD * 8 * 2;
        NativeParty h = c.helper();
        Area page = h.map(h.create(c.name("x"), bytes + PAGE), bytes + PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), bytes);
        Area head = page.at(bytes);
        SharedFile.write(c.real(c.file("x")), 0, links(page, head, (int) h.pid()));
        h.putLong(head, page.address());
        h.putLong(head.at(8), 8);
        h.call("syscall", Linux.SET_ROBUST_LIST, head, ROBUST_HEAD_BYTES).returns(0);
        Area last = page.at(16L * (HELD - 1) + 8);
        h.has(last, (int) h.pid());
        h.kill();
        long[] after = SharedFile.read(c.real(c.file("x")), 0, HELD * 2);
        c.same(
                "marked",
                (long) ROBUST_LIMIT,
                IntStream.range(0, HELD).filter(i -> isMarked(after, i)).count());
        c.b().has(theirs.at(16L * (ROBUST_LIMIT - 1) + 8), OWNER_DIED);
        c.same("word that stays with the dead", (int) h.pid(), c.b().getInt(theirs.at(16L * ROBUST_LIMIT + 8)));
        c.holds("the first ones", IntStream.range(0, ROBUST_LIMIT).allMatch(i -> isMarked(after, i)));
    }

    private static boolean isMarked(long[] words, int i) {
        return ((int) words[2 * i + 1] & OWNER_DIED) != 0;
    }

    /** Entries of a link and a word that the thread holds. */
    private static long[] links(Area page, Area head, int owner) {
        long[] words = new long[HELD * 2];
        for (int i = 0; i < HELD; i++) {
            words[2 * i] = i + 1 < HELD ? page.at(16L * (i + 1)).address() : head.address();
            words[2 * i + 1] = owner;
        }
        return words;
    }

    @Row("ROBUSTLIST-X07")
    static void isBrokenByAPeerThatScribblesOnLinks(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        Area page = h.map(h.open(c.name("x")), PAGE);
        RobustList list = RobustList.of(h, page);
        list.link(3, false);
        for (int i = 0; i < 3; i++) {
            h.putInt(list.word(i), (int) h.pid());
        }
        c.a().putLong(mine.at(64), 16);
        h.kill();
        c.a().has(RobustList.word(mine, 0), OWNER_DIED);
        c.a().has(RobustList.word(mine, 1), OWNER_DIED);
        c.same("word that stays with the dead", (int) h.pid(), c.a().getInt(RobustList.word(mine, 2)));
    }

    @Row(value = "ROBUSTLIST-X08", needs = Capability.ROOT)
    static void misjudgesOwnersOfOtherPidNamespaces(Scene c) {
        NativeParty first = c.helper();
        Area mutex = first.map(first.create(c.name("x"), PAGE), PAGE);
        Mutexes.initialise(first, mutex, Mutexes.ERROR_CHECKING, Mutexes.STALLED);
        NativeParty second = c.helper();
        Area theirs = second.map(second.open(c.name("x")), PAGE);
        first.call("unshare", Linux.NEW_PIDS).returns(0);
        second.call("unshare", Linux.NEW_PIDS).returns(0);
        NativeParty holder = first.fork();
        NativeParty other = second.fork();
        c.same(
                "thread ids",
                holder.call("syscall", Linux.GET_TID).value(),
                other.call("syscall", Linux.GET_TID).value());
        holder.call("pthread_mutex_lock", mutex).returns(0);
        other.call("pthread_mutex_lock", theirs).errs(EDEADLK);
    }
}
