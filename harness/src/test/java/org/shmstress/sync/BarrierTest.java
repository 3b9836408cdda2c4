package org.shmstress.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.segment.AbortWord;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BarrierTest {

    private static final int PARTIES = 4;

    private final BufferAccess access = new BufferAccess();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(8_192).order(ByteOrder.nativeOrder());
    private final AbortWord abort = new AbortWord(access, memory, 0);
    private final ExecutorService threads = Executors.newFixedThreadPool(PARTIES);

    @AfterEach
    void stop() throws InterruptedException {
        abort.releaseAbort(AbortWord.BY_OWNER);
        threads.shutdown();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS), "a party ignored the abort word");
    }

    private Barrier barrier(int self, int parties) {
        return new Barrier(access, memory, 1_024, self, parties, self % 2 == 0 ? parties : 1, abort);
    }

    /** Plain writes before the n-th barrier are seen by all after it; without release and acquire this may fail. */
    @Test
    void whatWasWrittenBeforeIsSeenAfter() throws Exception {
        int rounds = 2_000;
        List<Future<Integer>> stale = new ArrayList<>();
        for (int party = 0; party < PARTIES; party++) {
            stale.add(threads.submit(rounds(party, rounds)));
        }
        for (Future<Integer> party : stale) {
            assertEquals(0, party.get(100, TimeUnit.SECONDS));
        }
    }

    private Callable<Integer> rounds(int self, int rounds) {
        return () -> {
            Barrier barrier = barrier(self, PARTIES);
            int stale = 0;
            for (int round = 1; round <= rounds; round++) {
                memory.putInt(4_096 + 4 * self, round);
                assertTrue(barrier.await());
                for (int party = 0; party < PARTIES; party++) {
                    stale += memory.getInt(4_096 + 4 * party) == round ? 0 : 1;
                }
                assertTrue(barrier.await());
            }
            return stale;
        };
    }

    @Test
    void abortFreesAPartyWhosePeersNeverCome() throws Exception {
        Future<Boolean> waiting = threads.submit(() -> barrier(0, 2).await());
        while (new Flags(access, memory, 1_024, 2, 1, abort).acquireEpoch(0) != 1) {
            Thread.onSpinWait();
        }
        assertFalse(waiting.isDone());
        abort.releaseAbort(AbortWord.BY_OWNER);
        assertFalse(waiting.get(60, TimeUnit.SECONDS));
    }

    @Test
    void completeBarrierOpensEvenWhenAborted() {
        abort.releaseAbort(AbortWord.BY_WORKER);
        assertTrue(barrier(0, 1).await());
        assertEquals(AbortWord.BY_WORKER, abort.acquireReason());
    }

    @Test
    void partyThatIsAheadDoesNotHoldUpTheLate() {
        Flags flags = new Flags(access, memory, 1_024, 2, 1, abort);
        flags.releaseEpoch(1, 5);
        assertTrue(flags.awaitEpoch(1, 3));
        assertTrue(flags.awaitEpoch(1, 5));
        abort.releaseAbort(AbortWord.BY_OWNER);
        assertFalse(flags.awaitEpoch(1, 6));
        assertFalse(flags.awaitAll(1));
    }

    @Test
    void flagsLieApartWithinTheirMemory() {
        Flags flags = new Flags(access, memory, 1_024, 3, 2, abort);
        for (int party = 0; party < 3; party++) {
            flags.releaseEpoch(party, -1);
        }
        for (int i = 0; i < memory.capacity(); i++) {
            boolean flag = i >= 1_024 && i < 1_024 + Flags.bytes(3) && (i - 1_024) % 256 < 8;
            assertEquals(flag ? -1 : 0, memory.get(i), "byte " + i);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> flags.releaseEpoch(3, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> barrier(2, 2));
    }
}
