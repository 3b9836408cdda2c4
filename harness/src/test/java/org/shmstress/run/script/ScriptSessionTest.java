package org.shmstress.run.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

class ScriptSessionTest {

    private final List<String> removed = new ArrayList<>();

    @Test
    void everyStepIsComparedWithTheModel() {
        Actor actor = new Actor("ok", "ok", "status size 5 object 42 links 1");
        ScriptTrace trace = run("0: create alpha as a\n0: size a 4096\n0: stat a", actor);
        assertEquals(List.of(true, true, false), agreements(trace));
        StepSeen wrong = trace.steps().get(2);
        assertEquals("status size 5 object 1 links 1", wrong.answer());
        assertEquals(List.of("status size 4096 object 1 links 1"), wrong.allowed());
        assertEquals(List.of("alpha is object 1 of 4096 bytes, open as 0:a"), wrong.stateAfter());
    }

    @Test
    void stepsGoOnAfterAWrongAnswer() {
        Actor actor = new Actor("failed EACCES", "ok");
        assertEquals(List.of(false, true), agreements(run("0: create alpha as a\n0: size a 1", actor)));
    }

    @Test
    void realNamesReachTheWorkerAndSymbolicOnesTheTrace() {
        Actor actor = new Actor("ok");
        ScriptTrace trace = run("0: create alpha as a", actor);
        assertEquals(List.of("0 create /real-alpha as a", "0 reset"), actor.heard);
        assertEquals("0: create alpha as a", trace.steps().get(0).step());
        assertEquals(List.of("all"), removed);
    }

    @Test
    void whatIsUndefinedIsNotPerformed() {
        Actor actor = new Actor();
        ScriptTrace trace = run("0: read m 0 long", actor);
        assertEquals("not-run m is not mapped", trace.steps().get(0).answer());
        assertTrue(trace.agrees());
        assertEquals(List.of(), actor.heard);
    }

    @Test
    void twoInodesOfOneObjectDisagree() {
        String stat = "status size 0 object %d links 1";
        ScriptTrace trace = run(
                "0: create alpha as a\n0: stat a\n0: stat a", new Actor("ok", stat.formatted(42), stat.formatted(43)));
        assertEquals(List.of(true, true, false), agreements(trace));
    }

    @Test
    void oneInodeOfTwoObjectsDisagrees() {
        String stat = "status size 0 object 42 links 1";
        ScriptTrace trace =
                run("0: create x as a\n0: create y as b\n0: stat a\n0: stat b", new Actor("ok", "ok", stat, stat));
        assertEquals(List.of(true, true, true, false), agreements(trace));
    }

    @Test
    void aDeathThatNobodyAllowedDisagreesAndTheWorkerIsReplaced() {
        Actor actor = new Actor("ok", "died");
        ScriptSession session = session(actor);
        ScriptTrace trace = session.run(Script.parse("0: create alpha as a\n0: size a 1\n0: stat a"));
        assertEquals(List.of(true, false, true), agreements(trace));
        assertEquals("died by magic", trace.steps().get(1).answer());
        actor.script("ok");
        assertTrue(session.run(Script.parse("0: create alpha as a")).agrees());
        assertEquals(1, actor.replacements);
    }

    @Test
    void aKillIsDoneFromOutside() {
        Actor actor = new Actor();
        ScriptTrace trace = run("0: kill\n0: free", actor);
        assertEquals("died by magic", trace.steps().get(0).answer());
        assertEquals("not-run worker 0 is dead", trace.steps().get(1).answer());
        assertTrue(trace.agrees());
    }

    @Test
    void overlappingCreatorsAgreeIfSomeOrderExplainsThem() {
        assertTrue(race(at(100, 200, "failed EEXIST"), at(150, 250, "ok")).agrees());
        assertTrue(race(at(100, 200, "ok"), at(150, 250, "failed EEXIST")).agrees());
    }

    @Test
    void twoWinnersOrNoneDisagree() {
        assertFalse(race(at(100, 200, "ok"), at(150, 250, "ok")).agrees());
        assertFalse(race(at(100, 200, "failed EEXIST"), at(150, 250, "failed EEXIST"))
                .agrees());
    }

    @Test
    void whoCameFirstInTimeMustComeFirstInTheExplanation() {
        assertFalse(race(at(100, 140, "failed EEXIST"), at(150, 250, "ok")).agrees());
    }

    @Test
    void everyOrderThatExplainsAGroupIsFollowedUntilLaterAnswersTell() {
        for (String links : List.of("0", "1")) {
            // Opened and then unlinked it has no link; made anew after the unlinking it is another object, and has one.
            String object = links.equals("0") ? "41" : "42";
            ScriptTrace trace = racing(
                    new Actor("ok", at(100, 200, "ok"), "status size 0 object 41 links 0"),
                    new Actor(at(150, 250, "ok"), "status size 0 object " + object + " links " + links));
            assertTrue(trace.agrees(), trace::toString);
        }
    }

    @Test
    void whatNoOrderLeavesDisagrees() {
        ScriptTrace trace = racing(
                new Actor("ok", at(100, 200, "ok"), "status size 0 object 41 links 0"),
                new Actor(at(150, 250, "ok"), "status size 0 object 41 links 1"));
        assertEquals(List.of(true, true, true, true, false), agreements(trace));
    }

    private ScriptTrace racing(Actor first, Actor second) {
        return run("""
                0: create alpha as a
                together
                0: unlink alpha
                1: shm-open alpha read-write+create 0600 as a
                end
                0: stat a
                1: stat a
                """, first, second);
    }

    @Test
    void whatIsNoInstantIsNotRunBesideWhatWouldSeeIt() {
        ScriptTrace trace = run(
                "0: create x as a\n0: size a 8192\n0: map a 8192 as m\n1: open x as a\n1: map a 8192 as m\n"
                        + "together\n0: fill m 0 100 7\n1: sum m 50 100\nend",
                new Actor("ok", "ok", "ok", "ok"),
                new Actor("ok", "ok"));
        assertTrue(trace.agrees(), trace::toString);
        StepSeen beside = trace.steps().stream()
                .filter(s -> s.answer().startsWith("not-run "))
                .findFirst()
                .orElseThrow();
        assertTrue(beside.answer().contains("atomic with respect to each other"), beside::answer);
    }

    @Test
    void stepsOfAGroupCarryItsNumber() {
        ScriptTrace trace = race(at(100, 200, "ok"), at(150, 250, "failed EEXIST"));
        assertEquals(List.of(1, 1), trace.steps().stream().map(StepSeen::group).toList());
    }

    @Test
    void whoTakesADescriptorIsToldItsNumberAndItsOwnersProcess() {
        Actor owner = new Actor("ok", "value 0x11");
        Actor taker = new Actor("ok");
        ScriptTrace trace = run("0: memfd plain as a\n1: take a of 0 as b", owner, taker);
        assertEquals(List.of("0 memfd plain as a", "0 number a", "0 reset"), owner.heard);
        assertEquals(List.of("0 take n17 of 4711 as b", "0 reset"), taker.heard);
        assertTrue(trace.agrees());
    }

    @Test
    void nobodyTakesADescriptorThatMightBeClosedMeanwhile() {
        ScriptTrace trace = run(
                "0: memfd plain as a\ntogether\n0: close a\n1: take a of 0 as b\nend",
                new Actor("ok", "ok"),
                new Actor());
        assertTrue(
                trace.steps().get(1).answer().startsWith("not-run the descriptor might be another"), trace::toString);
    }

    @Test
    void aSpawnedWorkerGoesOn() {
        Actor actor = new Actor("ok");
        ScriptTrace trace = run("0: kill\n0: spawn\n0: create alpha as a", actor);
        assertEquals(List.of(true, true, true), agreements(trace));
        assertEquals(1, actor.replacements);
    }

    private ScriptTrace race(String first, String second) {
        return run("together\n0: create x as a\n1: create x as a\nend", new Actor(first), new Actor(second));
    }

    private static String at(long start, long end, String answer) {
        return start + " " + end + " " + answer;
    }

    private static List<Boolean> agreements(ScriptTrace trace) {
        return trace.steps().stream().map(StepSeen::agrees).toList();
    }

    private ScriptTrace run(String script, Actor... actors) {
        return session(actors).run(Script.parse(script));
    }

    private ScriptSession session(Actor... actors) {
        Traits traits = new Traits(AccessPath.BYTE_BUFFER, 17);
        return new ScriptSession(
                List.of(actors), new PosixModel(Collections.nCopies(actors.length, traits), 4096), names());
    }

    private ObjectNames names() {
        return new ObjectNames() {
            @Override
            public String realName(String symbol) {
                return "/real-" + symbol;
            }

            @Override
            public void removeAll() {
                removed.add("all");
            }
        };
    }

    /** Answers what it was told to answer, in order; {@code died} ends it. */
    private static final class Actor implements Puppet {
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<String> heard = new ArrayList<>();
        private final Deque<String> pending = new ArrayDeque<>();
        private boolean dead;
        private int replacements;

        Actor(String... answers) {
            script(answers);
        }

        void script(String... more) {
            answers.addAll(Arrays.asList(more));
        }

        @Override
        public void tell(Order order) {
            heard.add(order.atNanos() == 0 ? order.text() : "later");
            pending.add(order.action().isEmpty() ? "ok" : answers.remove());
        }

        @Override
        public Optional<Performance> hear() {
            String answer = pending.remove();
            if (answer.equals("died")) {
                dead = true;
                return Optional.empty();
            }
            return Optional.of(
                    Character.isDigit(answer.charAt(0))
                            ? Performance.parse(answer)
                            : new Performance(1, 2, Answer.parse(answer)));
        }

        @Override
        public void kill() {
            dead = true;
        }

        @Override
        public long pid() {
            return 4711;
        }

        @Override
        public boolean isDead() {
            return dead;
        }

        @Override
        public String death() {
            return "by magic";
        }

        @Override
        public void replace() {
            dead = false;
            replacements++;
        }
    }
}
