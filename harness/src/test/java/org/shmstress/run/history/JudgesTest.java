package org.shmstress.run.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import org.shmstress.api.MustWait;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Pause;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Section;
import org.shmstress.history.Stall;
import org.shmstress.history.Value;
import org.shmstress.judge.Conservation.Items;
import org.shmstress.judge.Judgement;
import org.shmstress.observation.Finding;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationParameter.Source;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario;
import org.shmstress.worker.operations.LockedCounter;

final class JudgesTest {

    @Test
    void queueConservesInOrderAndStackInAnyOrder() {
        Items queue = items(Queue.class).orElseThrow();
        assertEquals(Set.of("offer"), queue.puts());
        assertEquals(Set.of("poll", "take"), queue.takes());
        assertEquals(Set.of(Value.of(0)), queue.nothing());
        assertTrue(queue.isFifo());
        assertFalse(items(Stack.class).orElseThrow().isFifo());
    }

    @Test
    void whatKeepsNothingOrHandsItOutTwiceIsNotCounted() {
        assertEquals(Optional.empty(), items(Register.class));
        assertEquals(Optional.empty(), items(Counter.class));
    }

    @Test
    void whereTheModelForgetsNothingIsMissed() {
        assertFalse(items(Forgetful.class).orElseThrow().isFifo(), "only order proves a loss");
    }

    @Test
    void withoutFencesOrderInRealTimeIsNotJudgedButItemsAre() {
        History stale = history(Recording.LIGHT, done(0, 1, "offer", 8, true), done(1, 3, "poll", 0));
        assertFalse(said(Queue.class, stale).judgement() instanceof Judgement.Violated);
        assertTrue(
                said(Queue.class, history(Recording.FENCED, stale.operations())).judgement()
                        instanceof Judgement.Violated);
        History doubled =
                history(Recording.LIGHT, done(0, 1, "offer", 8, true), done(1, 3, "poll", 8), done(2, 5, "poll", 8));
        Judges.Said said = said(Queue.class, doubled);
        assertEquals("conservation", said.judge());
        assertEquals("8 came out twice, but it went in once", said.judgement().reason());
    }

    @Test
    void waitForWhatIsThereIsBlamedAndWaitForNothingIsNot() {
        Operation waiting = Operation.pending(1, Call.of("take"), 5);
        History empty = history(Recording.FENCED, waiting).withStall(stall(1));
        assertFalse(said(Queue.class, empty).judgement() instanceof Judgement.Violated);
        History full =
                history(Recording.FENCED, done(0, 1, "offer", 8, true), waiting).withStall(stall(1));
        Judges.Said said = said(Queue.class, full);
        assertEquals("progress", said.judge());
        assertTrue(said.judgement() instanceof Judgement.Violated, said.toString());
    }

    @Test
    void exceptionThatNoModelForeseesIsARefusalAfterADeathOnly() {
        Operation refused =
                new Operation(1, Call.of("offer", Value.of(9)), 20, new Response.Threw("IllegalStateException"), 21);
        List<Operation> operations = List.of(done(0, 1, "offer", 8, true), refused, done(1, 23, "poll", 8));
        History died = new History(
                Recording.FENCED,
                operations,
                List.of(),
                List.of(new Death(0, 10, "at step Queue.offer#1")),
                List.of(),
                Optional.empty());
        assertTrue(said(Queue.class, died).judgement() instanceof Judgement.Holds);
        assertTrue(said(Queue.class, history(Recording.FENCED, operations)).judgement() instanceof Judgement.Violated);
    }

    @Test
    void findingHoldsTheNeededOperationsAsDataAndWhatRanMeanwhile() {
        RoundJudge judge = new RoundJudge(judges(Queue.class));
        assertTrue(judge.accepts(1, history(Recording.LIGHT, done(0, 1, "offer", 8, true), done(1, 3, "poll", 8))));
        History wrong = history(
                        Recording.FENCED,
                        done(0, 100, "offer", 8, true),
                        new Operation(2, Call.of("poll"), 101, Response.returned(Value.of(0)), 130),
                        done(1, 110, "poll", 8),
                        done(1, 120, "poll", 8))
                .withPauses(List.of(new Pause(2, 20, 90), new Pause(0, 90, 105), new Pause(1, 900, 950)));
        assertFalse(judge.accepts(2, wrong));
        Finding finding = judge.finding().orElseThrow();
        assertEquals(2, finding.round());
        assertEquals("not linearizable: nothing explains that process 1: poll() returned 8", finding.reason());
        assertEquals("fenced", finding.recording());
        assertEquals(4, finding.operations().size());
        assertFalse(finding.operations().get(1).needed(), "what ran meanwhile is not needed");
        assertEquals(0, finding.operations().get(0).invokedNanos());
        assertEquals("offer(8)", finding.operations().get(0).call());
        assertEquals(List.of(new Finding.PauseSeen(0, -10, 5)), finding.pauses(), "those of that time");
        Finding.Step last = finding.explanation().get(finding.explanation().size() - 1);
        assertTrue(last.contradicts(), finding.toString());
        assertEquals("poll()", finding.operations().get(last.operation()).call());
        assertEquals(2, judge.rounds());
        assertEquals(1, judge.fencedRounds());
    }

    @Test
    void sectionsUnderALockThatOverlapAreAFindingHoweverTheyWereRecorded() {
        for (Recording recording : Recording.values()) {
            Operation first = done(0, 100, "section", 1);
            Operation second = new Operation(1, Call.of("section"), 90, Response.returned(Value.of(2)), 140);
            List<Section> sections = List.of(new Section(first, 100, 101, false), new Section(second, 100, 120, false));
            History history =
                    new History(recording, List.of(first, second), List.of(), List.of(), sections, Optional.empty());
            PlainModel model = load(LockedCounter.Model.class);
            RoundJudge judge = new RoundJudge(Judges.ofLock(model, List.of(LockedCounter.SECTION)));
            assertFalse(judge.accepts(1, history));
            Finding finding = judge.finding().orElseThrow();
            assertEquals("exclusion", finding.judge());
            assertEquals("two processes were in the critical section at the same time", finding.reason());
            assertEquals(
                    List.of(new Finding.SectionSeen(0, 10, 11), new Finding.SectionSeen(1, 10, 30)),
                    finding.sections());
        }
    }

    private static Stall stall(int process) {
        return new Stall(
                100,
                2_000,
                1_000,
                List.of(new Stall.Waiter(process, Stall.Activity.SLEEPING, "", Stall.Happened.ASK_MODEL)));
    }

    private static Operation done(int process, long at, String name, long argumentOrResult, boolean... result) {
        return result.length > 0
                ? new Operation(
                        process,
                        Call.of(name, Value.of(argumentOrResult)),
                        at,
                        Response.returned(Value.of(result[0])),
                        at + 1)
                : new Operation(process, Call.of(name), at, Response.returned(Value.of(argumentOrResult)), at + 1);
    }

    private static History history(Recording recording, Operation... operations) {
        return history(recording, List.of(operations));
    }

    private static History history(Recording recording, List<Operation> operations) {
        return new History(recording, operations, List.of(), List.of(), List.of(), Optional.empty());
    }

    private static Judges.Said said(Class<?> model, History history) {
        return judges(model).judge(history).orElse(new Judges.Said("", new Judgement.Holds("nobody judged")));
    }

    private static Judges judges(Class<?> model) {
        return Judges.of(load(model), shapes(model));
    }

    private static Optional<Items> items(Class<?> model) {
        return ItemFinder.find(load(model), shapes(model));
    }

    private static PlainModel load(Class<?> type) {
        Path origin =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        return PlainModel.load(origin, new Scenario.ObjectModel(type.getName(), shapes(type), ""));
    }

    /** As if each parameter were unique, and the object's methods had one exception more. */
    private static List<OperationShape> shapes(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> new OperationShape(
                        method.getName(),
                        Type.getMethodDescriptor(method),
                        1,
                        method.getName().equals("take"),
                        List.of(),
                        Arrays.stream(method.getParameterTypes())
                                .map(p -> new OperationParameter(
                                        Type.getDescriptor(p), Source.UNIQUE, 0, 0, List.of(), false))
                                .toList(),
                        List.of(),
                        List.of("java.lang.IllegalStateException")))
                .sorted(java.util.Comparator.comparing(OperationShape::name))
                .toList();
    }

    /** Of four elements at the most. */
    public static class Queue {
        private final Deque<Long> elements = new ArrayDeque<>();

        public boolean offer(long element) {
            return elements.size() < 4 && elements.add(element);
        }

        public long poll() {
            return elements.isEmpty() ? 0 : elements.remove();
        }

        public long take() {
            if (elements.isEmpty()) {
                throw new MustWait();
            }
            return elements.remove();
        }

        public long peek() {
            return elements.isEmpty() ? 0 : elements.element();
        }
    }

    /** Last in, first out. */
    public static class Stack {
        private final Deque<Long> elements = new ArrayDeque<>();

        public void push(long element) {
            elements.push(element);
        }

        public long pop() {
            return elements.isEmpty() ? -1 : elements.pop();
        }
    }

    /** Holds a value that is read many times. */
    public static class Register {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read() {
            return value;
        }
    }

    /** Keeps the last two. */
    public static class Forgetful {
        private final Deque<Long> elements = new ArrayDeque<>();

        public void offer(long element) {
            elements.add(element);
            if (elements.size() > 2) {
                elements.remove();
            }
        }

        public long poll() {
            return elements.isEmpty() ? 0 : elements.remove();
        }
    }

    /** Has no items. */
    public static class Counter {
        private long value;

        public long increment() {
            return ++value;
        }
    }
}
