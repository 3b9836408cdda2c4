package org.shmstress.tests.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shmstress.api.Slice;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OwnerLockTest {

    private final Slice word = Slice.of(OwnerLock.BYTES, 8, 0);
    private final Slice table = Slice.of(Members.BYTES, 8, 0);
    private final Members first = new Members(table);
    private final Members second = new Members(table);

    @Test
    void ownerWhoVanishedIsTakenOverFrom() {
        new OwnerLock(word, first).lock();
        long dead = first.self();
        first.vanish();
        assertTrue(second.isDead(dead));
        assertTrue(new OwnerLock(word, second).lock());
        assertEquals(second.self(), word.getLong(OwnerLock.OWNER));
    }

    @Test
    void lockThatWasFreedIsNotTakenOver() {
        OwnerLock lock = new OwnerLock(word, first);
        lock.lock();
        lock.unlock();
        assertFalse(new OwnerLock(word, second).lock());
    }

    @Test
    void nobodyHasAnIdentityTwice() {
        long before = first.self();
        first.vanish();
        assertNotEquals(before, first.self());
        assertNotEquals(first.self(), second.self());
        assertFalse(second.isDead(first.self()), "only its former identity has ended");
    }

    @Test
    void processIsAliveUntilItWasReaped() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        long identity = Liveness.of(process.pid());
        assertTrue(Liveness.isAlive(identity));
        process.destroyForcibly().waitFor();
        assertFalse(Liveness.isAlive(identity));
    }
}
