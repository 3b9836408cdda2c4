package org.shmstress.tests.mutex;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.scenario.Deviation;

/** What is known of killed waiters excuses nothing that befalls owners. */
class RobustMutexDeviationTest {

    private static final Deviation KNOWN = new Deviation(RobustMutex.WOKEN_WAITER, RobustMutex.WAITS_IN_VAIN);
    private static final String STUCK = "after a death: process 1 is stuck in section(), which need not wait";

    @ParameterizedTest
    @ValueSource(strings = {STUCK, "after a death: process 2 waits for what has already happened"})
    void wakeUpThatDiedWithAWaiterIsKnown(String found) {
        assertTrue(KNOWN.is(found, List.of("process 0 died at an instant", "nothing moved for 400 ms")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process 0 died at an instant, inside the critical section",
                "process 0 died at step the section: one counter of three is written, inside the critical section",
                "process 0 died at an instant, giving up the lock",
                "process 0 died at step RobustMutex.unlock#1, giving up the lock"
            })
    void deathOfAnOwnerThatNobodyHearsOfIsAFailure(String death) {
        assertFalse(KNOWN.is(STUCK, List.of(death, "nothing moved for 400 ms")));
    }

    @Test
    void anythingElseIsAFailure() {
        List<String> death = List.of("process 0 died at an instant");
        assertFalse(KNOWN.is("after a death: not linearizable", death));
        assertFalse(KNOWN.is("process 1 is stuck in section(), which need not wait", List.of()));
        assertFalse(KNOWN.is("nobody got on any more: worker 1 waits for the lock", List.of()));
    }
}
