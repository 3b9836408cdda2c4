package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Stall;
import org.shmstress.history.Stall.Activity;
import org.shmstress.history.Stall.Happened;

final class ProgressTest {

    @Test
    void waiterForALockThatIsFreeIsStuck() {
        Seen seen = new Seen().ran(0, "lock", 1).ran(0, "unlock", 3).waits(1, "lock", 2);
        Judgement.Violated violated = assertInstanceOf(Judgement.Violated.class, seen.judge());
        assertEquals("process 1 is stuck in lock(1), which need not wait", violated.reason());
        assertTrue(violated.lines().contains("the state of the object was free"), violated.toString());
        assertTrue(violated.lines().contains("process 1 was asleep"), violated.toString());
    }

    @Test
    void waiterForALockThatAnotherHoldsWaitsLegitimately() {
        Seen seen = new Seen().ran(0, "lock", 1).waits(1, "lock", 2);
        assertInstanceOf(Judgement.Holds.class, seen.judge());
    }

    @Test
    void oneOfTwoWaitersForAFreeLockShouldHaveGotIt() {
        Seen seen = new Seen()
                .ran(0, "lock", 1)
                .ran(0, "unlock", 3)
                .waits(1, "lock", 2)
                .waits(2, "lock", 2);
        assertInstanceOf(Judgement.Violated.class, seen.judge());
    }

    @Test
    void killedProcessMayHaveTakenTheLockWithItsLastCall() {
        Seen seen = new Seen().died(0, "lock", 1, 9).waits(1, "lock", 2);
        assertInstanceOf(Judgement.Holds.class, seen.judge(new Lock(false)));
        assertInstanceOf(Judgement.Violated.class, seen.judge(new Lock(true)));
    }

    @Test
    void whatWasReadFromTheSegmentNeedsNoModel() {
        Seen seen = new Seen().waits(1, "lock", 2);
        seen.happened = Happened.YES;
        assertInstanceOf(Judgement.Violated.class, Progress.withoutModel().judge(seen.history()));
        seen.happened = Happened.NO;
        assertInstanceOf(Judgement.Holds.class, Progress.withoutModel().judge(seen.history()));
        seen.happened = Happened.ASK_MODEL;
        assertInstanceOf(Judgement.Undecided.class, Progress.withoutModel().judge(seen.history()));
    }

    @Test
    void shortStillnessProvesNothing() {
        Seen seen = new Seen().waits(1, "lock", 2);
        seen.stillMillis = 99;
        assertInstanceOf(Judgement.Undecided.class, seen.judge());
    }

    @Test
    void nobodyCanMoveWhileAProcessIsStoppedThatTheyMayWaitFor() {
        Seen seen = new Seen().waits(1, "lock", 2);
        seen.activity = Activity.STOPPED;
        assertInstanceOf(Judgement.Undecided.class, seen.judge());
    }

    @Test
    void nobodyStuckIsProgress() {
        History history =
                History.of(List.of(new Seen().ran(0, "lock", 1).operations.get(0)));
        assertInstanceOf(
                Judgement.Holds.class,
                Progress.of(new Lock(false), Budget.DEFAULT).judge(history));
    }

    @Test
    void withoutFencesPositionsDoNotAccuse() {
        Seen seen = new Seen().ran(0, "reset", 1).ran(1, "set", 5).waits(2, "await", 6);
        assertInstanceOf(Judgement.Violated.class, seen.judge(new Event()));
        seen.recording = Recording.LIGHT;
        assertInstanceOf(Judgement.Holds.class, seen.judge(new Event()));
    }

    @Test
    void quietPointsOrderWhatWasRecordedWithoutFences() {
        Seen seen = new Seen().ran(0, "reset", 1).ran(1, "set", 5).waits(2, "await", 6);
        seen.recording = Recording.LIGHT;
        seen.quietPoints = List.of(0L, 3L);
        assertInstanceOf(Judgement.Violated.class, seen.judge(new Event()));
        seen.quietPoints = List.of(0L, 10L);
        assertInstanceOf(Judgement.Holds.class, seen.judge(new Event()));
    }

    @Test
    void responsesThatNoOrderExplainsAreNotTheStallsFault() {
        Seen seen = new Seen().ran(0, "unlock", 1).waits(1, "lock", 2);
        assertInstanceOf(Judgement.Undecided.class, seen.judge());
    }

    /** Somebody awaits what others set and reset. */
    private static final class Event implements SequentialModel<Boolean> {
        @Override
        public Boolean initial() {
            return false;
        }

        @Override
        public List<Boolean> step(Boolean isSet, Call call, Response response) {
            return switch (call.operation()) {
                case "set" -> List.of(true);
                case "reset" -> List.of(false);
                default -> isSet ? List.of(true) : List.of();
            };
        }
    }

    private static Operation operation(int process, String name, long at) {
        return new Operation(process, Call.of(name, Lock.me(process)), at, Response.VOID, at + 1);
    }

    /** A trial that stood still, to be filled. */
    private static final class Seen {
        final List<Operation> operations = new ArrayList<>();
        final List<Death> deaths = new ArrayList<>();
        final List<Integer> waiting = new ArrayList<>();
        List<Long> quietPoints = List.of();
        Recording recording = Recording.FENCED;
        Happened happened = Happened.ASK_MODEL;
        Activity activity = Activity.SLEEPING;
        long stillMillis = 100;

        Seen ran(int process, String name, long at) {
            operations.add(operation(process, name, at));
            return this;
        }

        Seen waits(int process, String name, long at) {
            operations.add(Operation.pending(process, Call.of(name, Lock.me(process)), at));
            waiting.add(process);
            return this;
        }

        Seen died(int process, String name, long at, long known) {
            operations.add(Operation.pending(process, Call.of(name, Lock.me(process)), at));
            deaths.add(new Death(process, known, "anywhere"));
            return this;
        }

        History history() {
            List<Stall.Waiter> waiters = waiting.stream()
                    .map(process -> new Stall.Waiter(process, activity, "", happened))
                    .toList();
            return new History(
                    recording,
                    operations,
                    quietPoints,
                    deaths,
                    List.of(),
                    Optional.of(new Stall(100, stillMillis, 100, waiters)));
        }

        Judgement judge() {
            return judge(new Lock(false));
        }

        Judgement judge(SequentialModel<?> model) {
            return Progress.of(model, Budget.DEFAULT).judge(history());
        }
    }
}
