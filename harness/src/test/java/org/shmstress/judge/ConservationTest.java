package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.history.Call;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

final class ConservationTest {
    private static final Conservation QUEUE = new Conservation(Conservation.Items.queue("put", "take", true));
    private static final Conservation OPEN_QUEUE = new Conservation(Conservation.Items.queue("put", "take", false));
    private static final Conservation POOL = new Conservation(new Conservation.Items(
            Set.of("free"), Set.of("allocate"), Set.of(Value.of(-1)), List.of(Value.of(0), Value.of(1)), false, false));

    @Test
    void whatWentInAndCameOutIsConserved() {
        holds(QUEUE, put(0, 1, 10), put(0, 3, 11), take(1, 5, 10), take(1, 7, 11), nothing(1, 9));
    }

    @Test
    void itemThatDidNotComeOutIsLostOnceNothingIsLeft() {
        Operation lost = put(0, 3, 11);
        Judgement.Violated violated = violates(QUEUE, put(0, 1, 10), lost, take(1, 5, 10), nothing(1, 7));
        assertEquals("11 went in and did not come out", violated.reason());
        assertEquals(List.of(lost), violated.evidence().operations());
        holds(OPEN_QUEUE, put(0, 1, 10), lost, take(1, 5, 10));
    }

    @Test
    void itemThatALaterOneOvertookIsLostWhateverIsLeft() {
        violates(OPEN_QUEUE, put(0, 1, 10), put(0, 3, 11), take(1, 5, 11));
        holds(OPEN_QUEUE, put(0, 1, 10), put(2, 3, 11), take(1, 5, 11));
    }

    @Test
    void itemThatCameOutTwiceIsShownWithItsPutAndBothTakes() {
        Judgement.Violated violated =
                violates(QUEUE, put(0, 1, 9), put(0, 3, 10), take(1, 5, 10), take(2, 5, 10), take(2, 7, 9));
        assertEquals("10 came out twice, but it went in once", violated.reason());
        assertEquals(
                List.of(
                        "process 0: put(10) returned -",
                        "process 1: take() returned 10",
                        "process 2: take() returned 10"),
                violated.lines());
    }

    @Test
    void itemThatNeverWentInIsMadeUp() {
        assertEquals(
                "77 came out once, but it never went in",
                violates(QUEUE, put(0, 1, 10), take(1, 5, 77)).reason());
    }

    @Test
    void itemThatCameOutBeforeItWentInIsMadeUpInRealTimeOnly() {
        assertEquals(
                "10 came out before it went in",
                violates(QUEUE, take(1, 1, 10), put(0, 5, 10)).reason());
        holds(QUEUE, light(take(1, 1, 10), put(0, 5, 10)));
    }

    @Test
    void putThatFailedPutNothingIn() {
        Operation refused = operation(0, 3, Call.of("put", Value.of(11)), Response.returned(Value.of(false)));
        Operation threw = operation(0, 5, Call.of("put", Value.of(12)), new Response.Threw("QueueFull"));
        holds(QUEUE, put(0, 1, 10), refused, threw, take(1, 7, 10));
        violates(QUEUE, put(0, 1, 10), refused, threw, take(1, 7, 10), take(1, 9, 11));
    }

    @Test
    void itemsOfOneProducerComeOutInItsOrder() {
        Judgement.Violated violated =
                violates(QUEUE, put(0, 1, 10), put(0, 3, 11), take(1, 5, 11), take(1, 7, 10), nothing(1, 9));
        assertEquals("process 0 put 10 in before 11, but they came out the other way round", violated.reason());
        violates(QUEUE, light(put(0, 1, 10), put(0, 3, 11), take(1, 5, 11), take(1, 7, 10)));
        holds(QUEUE, put(0, 1, 10), put(2, 3, 11), take(1, 5, 11), take(1, 7, 10));
    }

    @Test
    void twoConsumersContradictTheOrderInRealTimeOnly() {
        Operation later = take(1, 5, 11);
        Operation earlier = take(2, 7, 10);
        violates(QUEUE, put(0, 1, 10), put(0, 3, 11), later, earlier);
        holds(QUEUE, light(put(0, 1, 10), put(0, 3, 11), later, earlier));
        Operation overlapping = new Operation(2, Call.of("take"), 4, Response.returned(Value.of(10)), 20);
        holds(QUEUE, put(0, 1, 10), put(0, 3, 11), later, overlapping);
    }

    @Test
    void whatAKilledProducerWasPuttingMayComeOutOrNot() {
        Operation cut = Operation.pending(0, Call.of("put", Value.of(11)), 3);
        holds(QUEUE, put(0, 1, 10), cut, take(1, 5, 10));
        holds(QUEUE, put(0, 1, 10), cut, take(1, 5, 10), take(1, 7, 11));
        violates(QUEUE, put(0, 1, 10), cut, take(1, 5, 10), take(1, 7, 11), take(1, 9, 11));
    }

    @Test
    void eachKilledConsumerExcusesOneItem() {
        Operation cut = Operation.pending(1, Call.of("take"), 5);
        holds(QUEUE, put(0, 1, 10), put(0, 3, 11), cut, take(2, 7, 11));
        violates(QUEUE, put(0, 1, 9), put(0, 3, 10), put(0, 4, 11), cut, take(2, 7, 11));
    }

    @Test
    void allocatorGivesNothingTwiceBeforeItIsFreed() {
        holds(POOL, allocate(0, 1, 0), allocate(1, 1, 1), allocate(1, 3, -1), free(0, 5, 0), allocate(1, 7, 0));
        violates(POOL, allocate(0, 1, 0), allocate(1, 1, 0));
        violates(POOL, allocate(0, 1, 0), allocate(1, 3, 0), free(0, 5, 0));
        violates(POOL, allocate(0, 1, 2));
    }

    @Test
    void nothingTakenProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, QUEUE.judge(History.of(List.of(put(0, 1, 10)))));
    }

    @Test
    void randomHistoryOfACorrectQueueIsConservedAndIsNotWithOneTakeDoubled() {
        Random random = new Random(5);
        int doubled = 0;
        for (int i = 0; i < 500; i++) {
            History history = Histories.correct(new UniqueItems(), random, UniqueItems.ITEMS, 4, 20, 1 + i % 3);
            Judgement judgement = OPEN_QUEUE.judge(history);
            assertFalse(judgement instanceof Judgement.Violated, () -> judgement + "\n" + history.operations());
            List<Operation> operations = new ArrayList<>(history.operations());
            Optional<Operation> taken = operations.stream()
                    .filter(o -> o.response() instanceof Response.Returned r
                            && !r.value().equals(Value.NOTHING))
                    .findAny();
            if (taken.isPresent()) {
                operations.add(
                        new Operation(99, Call.of("take"), 1_000, taken.get().response(), 1_001));
                violates(OPEN_QUEUE, History.of(operations));
                doubled++;
            }
        }
        assertTrue(doubled > 400, "doubled " + doubled);
    }

    /** A queue whose items are all different. */
    private static final class UniqueItems implements Models.Drawable<List<Value>> {
        private static final int ITEMS = 40;

        private int next;

        @Override
        public List<Value> initial() {
            return List.of();
        }

        @Override
        public List<List<Value>> step(List<Value> state, Call call, Response response) {
            if (call.operation().equals("put")) {
                List<Value> longer = new ArrayList<>(state);
                longer.add(call.argument(0));
                return Models.when(response, Value.NOTHING, longer);
            }
            return state.isEmpty()
                    ? Models.when(response, Value.NOTHING, state)
                    : Models.when(response, state.get(0), state.subList(1, state.size()));
        }

        @Override
        public List<Value> results() {
            List<Value> results = new ArrayList<>(List.of(Value.NOTHING));
            for (int item = 0; item < ITEMS; item++) {
                results.add(Value.of(item));
            }
            return results;
        }

        @Override
        public Call draw(Random random) {
            return random.nextBoolean() ? Call.of("put", Value.of(next++)) : Call.of("take");
        }
    }

    private static void holds(Conservation judge, Operation... operations) {
        holds(judge, History.of(List.of(operations)));
    }

    private static void holds(Conservation judge, History history) {
        assertInstanceOf(Judgement.Holds.class, judge.judge(history));
    }

    private static Judgement.Violated violates(Conservation judge, Operation... operations) {
        return violates(judge, History.of(List.of(operations)));
    }

    private static Judgement.Violated violates(Conservation judge, History history) {
        return assertInstanceOf(Judgement.Violated.class, judge.judge(history));
    }

    private static History light(Operation... operations) {
        return new History(Recording.LIGHT, List.of(operations), List.of(), List.of(), List.of(), Optional.empty());
    }

    private static Operation put(int process, long at, long item) {
        return operation(process, at, Call.of("put", Value.of(item)), Response.VOID);
    }

    private static Operation free(int process, long at, long item) {
        return operation(process, at, Call.of("free", Value.of(item)), Response.VOID);
    }

    private static Operation take(int process, long at, long item) {
        return operation(process, at, Call.of("take"), Response.returned(Value.of(item)));
    }

    private static Operation allocate(int process, long at, long item) {
        return operation(process, at, Call.of("allocate"), Response.returned(Value.of(item)));
    }

    private static Operation nothing(int process, long at) {
        return operation(process, at, Call.of("take"), Response.VOID);
    }

    private static Operation operation(int process, long at, Call call, Response response) {
        return new Operation(process, call, at, response, at + 1);
    }
}
