package org.shmstress.properties.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Step;

/** What a row makes of how far a loop came, from processes that say what they are told to say. */
class RunningTest {

    private static final Loop LOOP = Loop.of(3).call("f").gives(0, 7);
    private static final Answer LATE = new Answer.NotRun("the call has not returned within 20 s");
    private static final Answer ALL = new Answer.Looped(3, List.of(7L), -1);

    private final Said said = new Said();

    @Test
    void aWholeLoopWithoutASurpriseCompletes() {
        assertEquals(List.of(7L), begin(ALL).completes());
        assertEquals("0: loop t1 3 call f gives 0|7", said.steps.get(0));
        assertEquals(List.of(true), said.rulings);
    }

    @Test
    void aSurpriseEndsTheRow() {
        Running running = begin(new Answer.Looped(2, List.of(9L), 0));
        assertThrows(Objection.class, running::completes);
        assertEquals(List.of(false), said.rulings);
    }

    @Test
    void roundsThatAreMissingEndTheRow() {
        assertThrows(Objection.class, begin(new Answer.Looped(2, List.of(0L), -1))::completes);
    }

    @Test
    void aLoopThatIsLateIsWaitedForTwiceMore() {
        assertEquals(List.of(7L), begin(LATE, LATE, ALL).completes());
    }

    @Test
    void aLoopThatNeverEndsEndsTheRow() {
        assertThrows(Objection.class, begin(LATE, LATE, LATE, ALL)::completes);
    }

    @Test
    void aProcessThatDiedOfTheLoopEndsTheRow() {
        assertThrows(Objection.class, begin(new Answer.Died("by SIGSYS"))::completes);
    }

    private Running begin(Answer... outcomes) {
        said.next.add(new Answer.Value(4711));
        said.next.addAll(List.of(outcomes));
        return new Scene(said).a().begin(LOOP);
    }

    /** Answers that are given whatever the step is. */
    private static final class Said implements ScriptDialogue {
        private final Deque<Answer> next = new ArrayDeque<>();
        private final List<String> steps = new ArrayList<>();
        private final List<Boolean> rulings = new ArrayList<>();

        @Override
        public Answer perform(Step step) {
            steps.add(step.text());
            return next.remove();
        }

        @Override
        public List<Answer> together(List<Step> group) {
            return group.stream().map(this::perform).toList();
        }

        @Override
        public int performed() {
            return steps.size();
        }

        @Override
        public void rule(int step, String allowed, boolean agrees) {
            rulings.add(agrees);
        }

        @Override
        public long pid(int worker) {
            throw new UnsupportedOperationException("there is no process");
        }

        @Override
        public String real(Argument symbolic) {
            return symbolic.text();
        }

        @Override
        public int startNative() {
            throw new UnsupportedOperationException("there is no process");
        }

        @Override
        public int fork(int worker) {
            throw new UnsupportedOperationException("there is no process");
        }

        @Override
        public ScriptTrace trace() {
            return new ScriptTrace(String.join("\n", steps), List.of());
        }
    }
}
