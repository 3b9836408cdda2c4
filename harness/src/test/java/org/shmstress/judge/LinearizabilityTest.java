package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.history.Call;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

final class LinearizabilityTest {
    private static final int DRAWN = 1_000;

    static Stream<Models.Drawable<?>> models() {
        return Stream.of(new Models.DrawableRegister(), new Models.Queue(), new Models.Bag(), new Models.Table());
    }

    @TestFactory
    Stream<DynamicTest> recordedHistoryIsJudgedAsPublished() {
        return RecordedHistories.all().stream()
                .map(recorded -> DynamicTest.dynamicTest(
                        recorded.name(),
                        () -> assertEquals(
                                recorded.linearizable() ? Judgement.Holds.class : Judgement.Violated.class,
                                judge(new Register(), recorded.history()).getClass())));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatACorrectObjectDidIsAccepted(Models.Drawable<?> model) {
        Random random = new Random(7);
        for (int i = 0; i < DRAWN; i++) {
            History history =
                    Histories.correct(model, random, 1 + random.nextInt(30), 1 + random.nextInt(4), 20, 1 + i % 4);
            assertInstanceOf(Judgement.Holds.class, judge(model, history), () -> lines(history));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithTheDefinitionOnSmallHistories(Models.Drawable<?> model) {
        Random random = new Random(11);
        int rejected = 0;
        for (int i = 0; i < DRAWN; i++) {
            History correct =
                    Histories.correct(model, random, 2 + random.nextInt(5), 1 + random.nextInt(4), 20, 1 + i % 4);
            History history = Histories.mutated(model, Histories.mutated(model, correct, random), random);
            boolean expected = BruteForce.isLinearizable(history, model);
            assertEquals(expected, judge(model, history) instanceof Judgement.Holds, () -> lines(history));
            rejected += expected ? 0 : 1;
        }
        assertTrue(rejected > DRAWN / 10 && rejected < DRAWN * 9 / 10, "rejected " + rejected);
    }

    static Stream<Models.Drawable<?>> modelsThatNeverWait() {
        return models().filter(model -> !(model instanceof Models.Bag));
    }

    @ParameterizedTest
    @MethodSource("modelsThatNeverWait")
    void longHistoryIsDecidedWithinTheBudget(Models.Drawable<?> model) {
        History history = Histories.correct(model, new Random(3), 20_000, 8, Integer.MAX_VALUE, 1);
        assertEquals(20_000, history.operations().size());
        assertInstanceOf(Judgement.Holds.class, judge(model, history));
    }

    /** Which of two overlapping elements came first shows only where they are taken, hundreds of operations later. */
    @Test
    void aLongQueueFilledByTwoAtATimeIsDecidedWithinTheBudget() {
        int pairs = 200;
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            int position = 10 * (i / 2);
            operations.add(new Operation(
                    i % 2, Call.of("enqueue", Value.of(i)), position, Response.returned(Value.of(true)), position + 5));
        }
        for (int i = 0; i < 2 * pairs; i++) {
            int position = 10 * (pairs + i);
            long element = i ^ 1; // always the other one first
            operations.add(
                    new Operation(2, Call.of("dequeue"), position, Response.returned(Value.of(element)), position + 5));
        }
        assertInstanceOf(Judgement.Holds.class, judge(new Models.Queue(1000), History.of(operations)));
    }

    @Test
    void staleReadIsShrunkToTheThreeOperationsThatShowIt() {
        History history = RecordedHistories.history("register-046.tsv");
        Judgement.Violated violated = assertInstanceOf(Judgement.Violated.class, judge(new Register(), history));
        assertEquals(
                List.of(
                        "process 1: write(0) returned -",
                        "process 2: write(1) returned -",
                        "process 3: read() returned 0"),
                violated.evidence().operations().stream()
                        .map(Operation::toString)
                        .toList());
        assertEquals(
                List.of(
                        "starting with -",
                        "process 1: write(0) returned -, then 0",
                        "process 2: write(1) returned -, then 1",
                        "process 3: read() returned 0 is impossible with 1, only with 0"),
                violated.lines());
    }

    @TestFactory
    Stream<DynamicTest> whatRemainsAfterShrinkingStillFailsAndEachOperationIsNeeded() {
        return RecordedHistories.all().stream()
                .filter(recorded -> !recorded.linearizable())
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> {
                    Judgement.Violated violated =
                            assertInstanceOf(Judgement.Violated.class, judge(new Register(), recorded.history()));
                    List<Operation> few = violated.evidence().operations();
                    assertInstanceOf(Judgement.Violated.class, judge(new Register(), History.of(few)));
                    assertTrue(few.size() <= 8, () -> lines(violated.evidence()));
                    assertTrue(LeavingOut.shrink(few, LinearizabilityTest::explain)
                            .filter(few::equals)
                            .isPresent());
                }));
    }

    @Test
    void firstWrongIncrementIsShownWithTheStateBeforeIt() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            operations.add(increment(i % 2, 10L * i, 10L * i + 5, i));
        }
        operations.add(increment(0, 5_000, 5_005, 500));
        operations.add(increment(1, 5_001, 5_006, 500));
        operations.add(increment(0, 5_010, 5_011, 501));
        Judgement.Violated violated =
                assertInstanceOf(Judgement.Violated.class, judge(new Counter(), History.of(operations)));
        assertEquals(2, violated.evidence().operations().size(), violated.toString());
        assertEquals("starting with 500", violated.lines().get(0));
        assertEquals(
                "process 1: increment() returned 500 is impossible with 501, only with 500",
                violated.lines().get(2));
    }

    @Test
    void pendingOperationExplainsWhatOthersSaw() {
        Operation write = Operation.pending(0, Call.of("write", Value.of(1)), 0);
        Operation reads = read(1, 10, 11, 1);
        assertInstanceOf(Judgement.Holds.class, judge(new Register(), History.of(List.of(write, reads))));
        assertInstanceOf(
                Judgement.Violated.class,
                judge(new Register(), History.of(List.of(write, reads, read(1, 12, 13, Value.NOTHING)))));
    }

    @Test
    void hundredPendingOperationsDoNotCostAllTheirSubsets() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            operations.add(Operation.pending(i, Call.of("write", Value.of(i)), 0));
        }
        operations.add(read(100, 1, 2, 7));
        operations.add(read(100, 3, 4, 99));
        assertInstanceOf(Judgement.Holds.class, judge(new Register(), History.of(operations)));
        operations.add(read(100, 5, 6, 7));
        Judgement.Violated violated =
                assertInstanceOf(Judgement.Violated.class, judge(new Register(), History.of(operations)));
        assertEquals(5, violated.evidence().operations().size(), violated.toString());
    }

    @Test
    void moreThanAWordOfOverlappingOperationsIsSearched() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            operations.add(new Operation(i, Call.of("write", Value.of(i)), 0, Response.VOID, 1_000 + i));
        }
        for (int i = 0; i < 100; i++) {
            operations.add(read(100, 500 + i, 500 + i, i));
        }
        assertInstanceOf(Judgement.Holds.class, judge(new Register(), History.of(operations)));
    }

    @Test
    void everyFinalStateIsFoundThatPendingOperationsCanLeave() {
        Explainer<Value> explainer = Explainer.of(new Transitions<>(new Register()), state -> true, Budget.DEFAULT);
        List<Operation> operations = List.of(
                read(0, 1, 2, Value.NOTHING),
                Operation.pending(1, Call.of("write", Value.of(1)), 0),
                Operation.pending(2, Call.of("cas", Value.of(1), Value.of(2)), 0),
                Operation.pending(3, Call.of("cas", Value.of(2), Value.of(3)), 5));
        List<String> states = explainer.finalStates(operations).orElseThrow().stream()
                .map(explainer.transitions()::describe)
                .sorted()
                .toList();
        assertEquals(List.of("-", "1", "2", "3"), states);
    }

    @Test
    void pendingOperationTakesNoEffectBeforeItsInvocation() {
        Operation write = Operation.pending(0, Call.of("write", Value.of(1)), 12);
        assertInstanceOf(
                Judgement.Violated.class, judge(new Register(), History.of(List.of(read(1, 10, 11, 1), write))));
    }

    @Test
    void operationsAtTheSamePositionMayHaveHappenedInAnyOrder() {
        Operation write = new Operation(0, Call.of("write", Value.of(1)), 0, Response.VOID, 5);
        assertInstanceOf(
                Judgement.Holds.class, judge(new Register(), History.of(List.of(write, read(1, 5, 6, Value.NOTHING)))));
        assertInstanceOf(
                Judgement.Violated.class,
                judge(new Register(), History.of(List.of(write, read(1, 6, 7, Value.NOTHING)))));
    }

    @Test
    void orderWithinAProcessHoldsThoughTheClockIsTooCoarseToShowIt() {
        Operation write = new Operation(0, Call.of("write", Value.of(1)), 5, Response.VOID, 5);
        assertInstanceOf(
                Judgement.Violated.class,
                judge(new Register(), History.of(List.of(write, read(0, 5, 5, Value.NOTHING)))));
    }

    @Test
    void partOfTheObjectThatFailsIsNamed() {
        Operation put = new Operation(0, Call.of("put", Value.of(7), Value.of(1)), 0, Response.VOID, 1);
        Operation other = new Operation(0, Call.of("get", Value.of(8)), 2, Response.VOID, 3);
        Operation get = new Operation(0, Call.of("get", Value.of(7)), 4, Response.VOID, 5);
        Judgement.Violated violated = assertInstanceOf(
                Judgement.Violated.class, judge(new Models.Table(), History.of(List.of(put, other, get))));
        assertEquals("not linearizable in the part 7", violated.reason());
        assertEquals(List.of(put, get), violated.evidence().operations());
    }

    @Test
    void whatCannotBeDecidedWithinTheBudgetIsNoPass() {
        History history = RecordedHistories.history("register-018.tsv");
        for (Budget small : List.of(new Budget(50, 1 << 20), new Budget(1_000_000, 1))) {
            assertInstanceOf(Judgement.Undecided.class, new Linearizability<>(new Register(), small).judge(history));
        }
    }

    @Test
    void positionsWithoutFencesProveNothing() {
        History seen = RecordedHistories.history("register-000.tsv");
        History light =
                new History(Recording.LIGHT, seen.operations(), List.of(), List.of(), List.of(), Optional.empty());
        assertInstanceOf(Judgement.Undecided.class, judge(new Register(), light));
    }

    @Test
    void nothingRecordedProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, judge(new Register(), History.of(List.of())));
    }

    private static Judgement judge(SequentialModel<?> model, History history) {
        return new Linearizability<>(model, Budget.DEFAULT).judge(history);
    }

    private static Search.Outcome explain(List<Operation> operations) {
        return Explainer.of(new Transitions<>(new Register()), state -> true, Budget.DEFAULT)
                .explain(operations)
                .outcome();
    }

    private static Operation read(int process, long invoked, long responded, long value) {
        return read(process, invoked, responded, Value.of(value));
    }

    private static Operation read(int process, long invoked, long responded, Value value) {
        return new Operation(process, Call.of("read"), invoked, Response.returned(value), responded);
    }

    private static Operation increment(int process, long invoked, long responded, long before) {
        return new Operation(process, Call.of("increment"), invoked, Response.returned(Value.of(before)), responded);
    }

    private static String lines(History history) {
        StringBuilder lines = new StringBuilder();
        history.operations()
                .forEach(o -> lines.append(o.invoked())
                        .append('-')
                        .append(o.responded())
                        .append(' ')
                        .append(o)
                        .append('\n'));
        return lines.toString();
    }

    /** A counter whose increment returns what it was before. */
    private static final class Counter implements SequentialModel<Long> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public List<Long> step(Long state, Call call, Response response) {
            return Models.when(response, Value.of(state), state + 1);
        }
    }
}
