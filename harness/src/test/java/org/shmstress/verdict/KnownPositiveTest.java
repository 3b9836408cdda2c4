package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.OutcomeCount;

class KnownPositiveTest {

    private static Observation seen(long weak, long others) {
        return new Observation.Outcomes(
                List.of(),
                new Observation.SegmentSeen("/x", 1, 4096),
                weak + others,
                1,
                List.of(new OutcomeCount("0, 1", others, 0, 0, ""), new OutcomeCount("0, 0", weak, 0, 0, "")),
                1,
                0,
                0,
                1,
                1,
                0,
                0,
                0,
                -1);
    }

    @Test
    void actorsThatRaceShowStoreBuffering() {
        assertEquals(Optional.empty(), KnownPositive.doubt(seen(1, 9_999)));
    }

    @Test
    void actorsThatTakeTurnsAreDoubted() {
        assertTrue(KnownPositive.doubt(seen(1, 10_000)).orElseThrow().contains("1 of 10001"));
        assertTrue(KnownPositive.doubt(seen(0, 100)).isPresent());
    }

    @Test
    void whatWasNotSampledShowsNothing() {
        assertTrue(KnownPositive.doubt(seen(0, 0)).isPresent());
        assertTrue(KnownPositive.doubt(new Observation.Nothing(List.of(), Observation.Cause.WORKER, "died"))
                .isPresent());
    }

    @Test
    void neverSeenIsNotNever() {
        assertTrue(Bound.afterNoneOf(3_000_000).contains("less often than once in 1000000"));
        assertTrue(Bound.afterNoneOf(3).contains("nothing"));
    }
}
