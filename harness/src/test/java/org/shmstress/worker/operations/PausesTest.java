package org.shmstress.worker.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.protocol.Schedule;

/** A worker that is about to nap asks whether others work; told that nobody does, it goes on at once. */
class PausesTest {

    private static final int WORKERS = 3;
    private static final int BURSTS = 100;
    private static final int STEPS = 2_000;

    private final int[] asked = new int[WORKERS];

    private Pauses[] pauses() {
        return IntStream.range(0, WORKERS)
                .mapToObj(worker -> new Pauses(7, worker, WORKERS, () -> {
                    asked[worker]++;
                    return false;
                }))
                .toArray(Pauses[]::new);
    }

    @Test
    void inABurstAllWorkersNapOrOneDoes() {
        Pauses[] pauses = pauses();
        Set<Integer> alone = new HashSet<>();
        int together = 0;
        for (int i = 0; i < BURSTS; i++) {
            int burst = i;
            if (burst == BURSTS / 2) {
                pauses[1] = pauses()[1]; // of a worker that takes a dead one's place
            }
            int[] napping = IntStream.range(0, WORKERS)
                    .filter(worker -> naps(pauses[worker], worker, burst))
                    .toArray();
            assertTrue(napping.length == 1 || napping.length == WORKERS, () -> napping.length + " workers nap");
            together += napping.length == WORKERS ? 1 : 0;
            if (napping.length == 1) {
                alone.add(napping[0]);
            }
        }
        assertTrue(together > BURSTS / 4 && together < BURSTS * 3 / 4, "together in " + together);
        assertEquals(Set.of(0, 1, 2), alone);
    }

    private boolean naps(Pauses pauses, int worker, long burst) {
        int before = asked[worker];
        pauses.beginBurst(Schedule.NAPS, burst);
        pauses.beginOperation();
        IntStream.range(0, STEPS).forEach(pauses::at);
        return asked[worker] > before;
    }

    @Test
    void anOperationHasOneNapHoweverManySteps() {
        Pauses pauses = pauses()[0];
        for (int burst = 0; burst < BURSTS; burst++) {
            asked[0] = 0;
            pauses.beginBurst(Schedule.NAPS, burst);
            for (int operation = 1; operation <= 3; operation++) {
                pauses.beginOperation();
                IntStream.range(0, STEPS).forEach(pauses::at);
                assertTrue(asked[0] <= operation, "naps: " + asked[0]);
            }
        }
    }

    @Test
    void freeWorkersDoNotRest() {
        Pauses pauses = pauses()[0];
        pauses.beginBurst(Schedule.FREE, 1);
        pauses.beginOperation();
        IntStream.range(0, STEPS).forEach(pauses::at);
        assertEquals(0, asked[0]);
    }
}
