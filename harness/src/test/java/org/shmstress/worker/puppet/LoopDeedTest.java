package org.shmstress.worker.puppet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.segment.AccessPath;

/** Loops over the private memory of a puppet in this process. */
class LoopDeedTest {

    private final PuppetWorker puppet = new PuppetWorker(AccessPath.BYTE_BUFFER);

    @AfterEach
    void letsGo() {
        puppet.perform(Order.reset().text());
    }

    @Test
    void eachInstructionDoesWhatItSays() {
        Answer.Looped looped = looped(
                "loop t 3 store @scratch i+1 ; check @scratch = i+1 ; increment @scratch+8 ; add @scratch+16 2 was = 2i ; publish @scratch+24 5 ;"
                        + " until @scratch+24 >= 5 ; call abs -7 gives 7");
        assertEquals(new Answer.Looped(3, List.of(3L, 3L, 3L, 4L, 5L, 0L, 7L), -1), looped);
        assertEquals(new Answer.Value(3), perform("read scratch 8 long"));
        assertEquals(new Answer.Value(6), perform("read scratch 16 long"));
    }

    @Test
    void endsAtAWordThatIsNotAsTold() {
        Answer.Looped looped = looped("loop t 5 add @scratch 1 was <= 1 ; increment @scratch+8");
        assertEquals(new Answer.Looped(2, List.of(2L, 2L), 0), looped);
        assertEquals(new Answer.Value(2), perform("read scratch 8 long"));
    }

    @Test
    void endsAtACallThatReturnsAnythingElse() {
        Answer.Looped looped = looped("loop t 5 call abs -7 gives 0|1 ; increment @scratch");
        assertEquals(new Answer.Looped(0, List.of(7L, 0L), 0), looped);
        assertEquals(new Answer.Value(0), perform("read scratch 0 long"));
    }

    @Test
    void anotherLoopMayMakeTheWordComeTrue() {
        assertInstanceOf(Answer.Value.class, perform("loop t 100 until @scratch = i+1 ; publish @scratch+8 i+1"));
        assertInstanceOf(Answer.Value.class, perform("loop u 100 publish @scratch i+1 ; until @scratch+8 = i+1"));
        assertEquals(100, ((Answer.Looped) perform("outcome t")).rounds());
        assertEquals(100, ((Answer.Looped) perform("outcome u")).rounds());
    }

    @Test
    void callsUntilAWordIsSo() {
        assertInstanceOf(Answer.Returned.class, perform("call sem_init @scratch 0 3"));
        Answer.Looped looped = looped("loop t 1 until @scratch = 0 call sem_trywait @scratch");
        assertEquals(new Answer.Looped(1, List.of(3L), -1), looped);
    }

    @Test
    void memoryThatIsNotThereIsRefused() {
        assertEquals(new Answer.Threw("java.lang.IllegalArgumentException"), perform("loop t 1 store @absent 1"));
    }

    private Answer.Looped looped(String loop) {
        assertInstanceOf(Answer.Value.class, perform(loop));
        return assertInstanceOf(Answer.Looped.class, perform("outcome t"));
    }

    private Answer perform(String action) {
        String performed = puppet.perform(Order.now(Action.parse(action)).text());
        return Performance.parse(performed).answer();
    }
}
