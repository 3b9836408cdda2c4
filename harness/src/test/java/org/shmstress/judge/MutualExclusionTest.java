package org.shmstress.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.ProtectedSum;
import org.shmstress.history.Recording;
import org.shmstress.history.Section;
import org.shmstress.history.Value;

final class MutualExclusionTest {
    private static final Value A = Value.of("a");
    private static final Value B = Value.of("b");

    @Test
    void sectionsOneAfterTheOtherHold() {
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 1, 5), section(1, 6, 9), section(0, 10, 12)));
    }

    @Test
    void sectionsThatOverlapAreShownBoth() {
        Section outer = section(0, 1, 9);
        Section inner = section(1, 3, 4);
        Judgement.Violated violated =
                assertInstanceOf(Judgement.Violated.class, judge(outer, inner, section(2, 20, 21)));
        assertEquals(List.of(outer, inner), violated.evidence().sections());
        assertEquals(
                List.of("process 0 was inside from 1 to 9, and process 1 was inside from 3 to 4"), violated.lines());
    }

    @Test
    void overlapWithALongSectionIsSeenAfterShortOnesBetween() {
        assertInstanceOf(
                Judgement.Violated.class, judge(section(0, 1, 100), section(0, 101, 102), section(1, 99, 100)));
    }

    @Test
    void sectionsThatTouchAreNotProvedToOverlap() {
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 1, 5), section(1, 5, 9)));
        assertInstanceOf(Judgement.Holds.class, judge(section(0, 5, 5), section(1, 5, 5)));
    }

    @Test
    void sectionsOfDifferentLocksMayOverlap() {
        Section first = new Section(0, A, false, 1, 5, List.of());
        assertInstanceOf(Judgement.Holds.class, judge(first, new Section(1, B, false, 2, 6, List.of())));
        assertInstanceOf(Judgement.Violated.class, judge(first, new Section(1, A, false, 2, 6, List.of())));
    }

    @Test
    void readersMayMeetReadersButNoWriter() {
        Section reader = new Section(0, Value.NOTHING, true, 1, 5, List.of());
        assertInstanceOf(Judgement.Holds.class, judge(reader, new Section(1, Value.NOTHING, true, 2, 6, List.of())));
        assertInstanceOf(Judgement.Violated.class, judge(reader, section(1, 2, 6)));
    }

    @Test
    void whoNeverLeftIsInsideTillTheEnd() {
        assertInstanceOf(Judgement.Violated.class, judge(section(0, 1, Operation.NEVER), section(1, 50, 51)));
    }

    @Test
    void successorOfADeadOwnerMayEnterBeforeTheDeathIsKnown() {
        History history = history(
                List.of(new Death(0, 60, "")),
                List.of(section(0, 1, Operation.NEVER), new Section(1, Value.NOTHING, false, 50, 51, List.of(0))));
        assertInstanceOf(Judgement.Holds.class, MutualExclusion.judge(history));
    }

    @Test
    void deadProcessThatHadLeftExcusesNoMark() {
        History history = history(
                List.of(new Death(0, 60, "")),
                List.of(section(0, 1, 2), new Section(1, Value.NOTHING, false, 50, 51, List.of(0))));
        assertInstanceOf(Judgement.Violated.class, MutualExclusion.judge(history));
    }

    @Test
    void markOfAnotherInTheOwnerWordProvesAMeeting() {
        Judgement.Violated violated = assertInstanceOf(
                Judgement.Violated.class,
                judge(section(0, 1, 2), new Section(1, Value.NOTHING, false, 2, 5, List.of(0))));
        assertEquals(List.of("process 1 was inside from 2 to 5 found the mark of process 0"), violated.lines());
    }

    @Test
    void lostIncrementProvesAnOverlapThatNoStampShows() {
        assertInstanceOf(Judgement.Violated.class, MutualExclusion.judge(summed(100, 0, 99)));
        assertInstanceOf(Judgement.Violated.class, MutualExclusion.judge(summed(100, 0, 101)));
        assertInstanceOf(Judgement.Holds.class, MutualExclusion.judge(summed(100, 0, 100)));
    }

    @Test
    void incrementThatADeathCutOffCountsEitherWay() {
        assertInstanceOf(Judgement.Holds.class, MutualExclusion.judge(summed(100, 1, 100)));
        assertInstanceOf(Judgement.Holds.class, MutualExclusion.judge(summed(100, 1, 101)));
        assertInstanceOf(Judgement.Violated.class, MutualExclusion.judge(summed(100, 1, 102)));
        assertInstanceOf(Judgement.Violated.class, MutualExclusion.judge(summed(100, 1, 99)));
    }

    @Test
    void nobodyInsideProvesNothing() {
        assertInstanceOf(Judgement.Undecided.class, judge());
    }

    private static Judgement judge(Section... sections) {
        return MutualExclusion.judge(history(List.of(), List.of(sections)));
    }

    private static Section section(int process, long entered, long left) {
        return new Section(process, Value.NOTHING, false, entered, left, List.of());
    }

    private static History history(List<Death> deaths, List<Section> sections) {
        return new History(Recording.LIGHT, List.of(), List.of(), deaths, sections, List.of(), Optional.empty());
    }

    private static History summed(long completed, long uncertain, long sum) {
        return new History(
                Recording.LIGHT,
                List.of(),
                List.of(),
                List.of(),
                List.of(section(0, 1, 2)),
                List.of(new ProtectedSum(Value.NOTHING, completed, uncertain, sum)),
                Optional.empty());
    }
}
