package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Section;
import org.shmstress.history.Stall;

final class RecoveryTest {
    private static final Operation OWNED = ran(0, "lock", 1);
    private static final Death OWNER_DIED = new Death(0, 10, "at step Lock.unlock#1");

    @Test
    void robustLockWorksOnAfterItsOwnersDeath() {
        assertInstanceOf(Judgement.Holds.class, judge(true, true, OWNED, ran(1, "lock", 20)));
    }

    @Test
    void lockThatIsGivenAwayThoughItsModelKnowsNoDeathIsInconsistent() {
        Judgement.Violated violated =
                assertInstanceOf(Judgement.Violated.class, judge(false, true, OWNED, ran(1, "lock", 20)));
        assertEquals("after a death: not linearizable", violated.reason());
        assertEquals("process 0 died at step Lock.unlock#1", violated.lines().get(0));
    }

    @Test
    void whoDiedInsideASectionIsSaidToHaveBeenThere() {
        Operation dead = Operation.pending(0, Call.of("section"), 5);
        Operation leaving = Operation.pending(2, Call.of("section"), 1);
        History history = new History(
                Recording.FENCED,
                List.of(leaving, dead),
                List.of(),
                List.of(
                        new Death(0, 10, "at an instant"),
                        new Death(1, 11, "at an instant"),
                        new Death(2, 12, "at an instant")),
                List.of(new Section(leaving, 2, 3, false), new Section(dead, 6, Operation.NEVER, false)),
                Optional.empty());
        Judgement wrong = new Judgement.Violated("wrong", history, List.of());
        Judgement.Violated violated = assertInstanceOf(
                Judgement.Violated.class, new Recovery(Set.of(), all -> wrong, all -> wrong).judge(history));
        assertEquals(
                List.of(
                        "process 0 died at an instant, inside the critical section",
                        "process 1 died at an instant",
                        "process 2 died at an instant, giving up the lock"),
                violated.lines());
    }

    @Test
    void survivorThatIsStuckInALockThatShouldHaveBeenFreedShowsThatItIsNotRecovered() {
        assertInstanceOf(Judgement.Violated.class, judge(true, true, OWNED, waiting(1, 20)));
    }

    @Test
    void survivorThatGetsTheLockTwiceIsInconsistent() {
        assertInstanceOf(Judgement.Violated.class, judge(true, true, OWNED, ran(1, "lock", 20), ran(2, "lock", 30)));
    }

    @Test
    void declaredExceptionIsAnHonestEnd() {
        Operation refused = threw(1, 20, "NotRecoverable");
        Judgement.Holds holds = assertInstanceOf(Judgement.Holds.class, judge(false, true, OWNED, refused));
        assertEquals("after the death the object said that it cannot go on", holds.reason());
    }

    @Test
    void otherExceptionIsNotHonest() {
        assertInstanceOf(Judgement.Violated.class, judge(false, true, OWNED, threw(1, 20, "NullPointerException")));
    }

    @Test
    void nobodyAskedAfterTheDeathProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, judge(true, true, OWNED));
        assertInstanceOf(Judgement.Undecided.class, judge(true, true, OWNED, ran(0, "unlock", 3), ran(1, "lock", 5)));
    }

    @Test
    void nobodyDeadProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, judge(true, false, OWNED));
    }

    /** Only {@code NotRecoverable} and what the model allows is right; any other exception is none of the model's responses. */
    private static Judgement judge(boolean robust, boolean death, Operation... operations) {
        Lock model = new Lock(robust);
        List<Stall.Waiter> waiters = List.of(operations).stream()
                .filter(Operation::isPending)
                .map(o -> new Stall.Waiter(o.process(), Stall.Activity.SLEEPING, "", Stall.Happened.ASK_MODEL))
                .toList();
        History history = new History(
                Recording.FENCED,
                List.of(operations),
                List.of(),
                death ? List.of(OWNER_DIED) : List.of(),
                List.of(),
                waiters.isEmpty() ? Optional.empty() : Optional.of(new Stall(100, 100, 100, waiters)));
        return new Recovery(
                        Set.of("NotRecoverable"),
                        new Linearizability<>(model, Budget.DEFAULT)::judge,
                        Progress.of(model, Budget.DEFAULT)::judge)
                .judge(history);
    }

    private static Operation ran(int process, String name, long at) {
        return new Operation(process, Call.of(name, Lock.me(process)), at, Response.VOID, at + 1);
    }

    private static Operation threw(int process, long at, String exception) {
        return new Operation(process, Call.of("lock", Lock.me(process)), at, new Response.Threw(exception), at + 1);
    }

    private static Operation waiting(int process, long at) {
        return Operation.pending(process, Call.of("lock", Lock.me(process)), at);
    }
}
