package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Section;
import org.shmstress.history.Value;

final class MutualExclusionTest {

    @Test
    void sectionsOneAfterTheOtherHold() {
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 1, 5), section(1, 6, 9), section(0, 10, 12)));
    }

    @Test
    void sectionsThatOverlapAreShownBoth() {
        Section outer = section(0, 10, 90);
        Section inner = section(1, 30, 40);
        Judgement.Violated violated = violated(outer, inner, section(2, 200, 210));
        assertEquals(List.of(outer, inner), violated.evidence().sections());
        assertEquals(List.of(outer.call(), inner.call()), violated.evidence().operations());
        assertEquals(
                List.of(
                        "process 0: section() returned 10, entered first, then process 0 inside",
                        "process 1: section() returned 30, entered 20 ns later, 60 ns before process 0 left,"
                                + " then processes 0 and 1 inside"),
                violated.lines());
    }

    @Test
    void overlapWithALongSectionIsSeenAfterShortOnesBetween() {
        violated(section(0, 1, 100), section(0, 101, 102), section(1, 99, 100));
    }

    @Test
    void sectionsThatTouchAreNotProvedToOverlap() {
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 1, 5), section(1, 5, 9)));
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 5, 5), section(1, 6, 6)));
    }

    @Test
    void sectionsOfOneProcessAreNotCompared() {
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 1, 9), section(0, 4, 12)));
    }

    @Test
    void whoNeverLeftIsInsideTillTheEnd() {
        violated(open(0, 1), section(1, 50, 51));
    }

    @Test
    void successorOfADeadOwnerMayEnterBeforeTheDeathIsKnown() {
        assertInstanceOf(
                Judgement.Holds.class,
                MutualExclusion.judge(history(List.of(new Death(0, 60, "")), open(0, 1), section(1, 50, 51))));
    }

    @Test
    void deadProcessWasInsideTillItWasLastSeenThere() {
        assertInstanceOf(
                Judgement.Violated.class,
                MutualExclusion.judge(history(List.of(new Death(0, 60, "")), section(1, 1, 9), open(0, 4))));
    }

    @Test
    void workFoundHalfDoneIsAViolationThatNoStampShows() {
        Section finder = new Section(call(1, 30, -1), 30, 40, true);
        Judgement.Violated violated = violated(section(0, 10, 20), finder);
        assertEquals("a critical section found another's work half done", violated.reason());
        assertEquals(List.of(finder), violated.evidence().sections());
    }

    @Test
    void valueThatTwoSectionsReturnedIsALostIncrement() {
        Section first = new Section(call(0, 10, 7), 10, 20, false);
        Section second = new Section(call(1, 30, 7), 30, 40, false);
        Judgement.Violated violated = violated(section(0, 1, 2), first, second);
        assertEquals("an increment inside the critical section was lost", violated.reason());
        assertEquals(List.of(first, second), violated.evidence().sections());
    }

    @Test
    void nobodyInsideProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, judge());
    }

    private static Judgement judge(Section... sections) {
        return MutualExclusion.judge(history(List.of(), sections));
    }

    private static Judgement.Violated violated(Section... sections) {
        return assertInstanceOf(Judgement.Violated.class, judge(sections));
    }

    /** Returns its time of entry: no two are the same. */
    private static Section section(int process, long entered, long left) {
        return new Section(call(process, entered, entered), entered, left, false);
    }

    private static Section open(int process, long entered) {
        return new Section(Operation.pending(process, Call.of("section"), entered), entered, Operation.NEVER, false);
    }

    private static Operation call(int process, long at, long result) {
        return new Operation(process, Call.of("section"), at, Response.returned(Value.of(result)), at + 1);
    }

    private static History history(List<Death> deaths, Section... sections) {
        return new History(Recording.LIGHT, List.of(), List.of(), deaths, List.of(sections), Optional.empty());
    }
}
