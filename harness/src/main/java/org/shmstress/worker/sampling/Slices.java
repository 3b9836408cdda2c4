package org.shmstress.worker.sampling;

import java.util.List;
import java.util.function.LongConsumer;
import org.shmstress.protocol.Cell;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.worker.sampling.Explorer.Slice;

/**
 * Sampling of one actor as a sequence of slices, each a few milliseconds of rounds under one setting. The leader (actor 0)
 * chooses the setting and keeps the time.
 */
final class Slices {

    private final OutcomeTask task;
    private final Conductor conductor;
    private final Meeting meeting;
    private final Explorer explorer;
    private final RoundLoop loop;
    private final Tally tally;
    private final LongConsumer progress;
    private long start;
    private long warmStart;
    private long end;
    private long firstSample;
    private long warmSamples;

    /**
     * Slices of one actor.
     *
     * @param explorer chooses for the leader; the others' is never asked
     * @param progress is told the number of rounds after each
     */
    Slices(
            OutcomeTask task,
            Conductor conductor,
            Meeting meeting,
            Explorer explorer,
            RoundLoop loop,
            Tally tally,
            LongConsumer progress) {
        this.task = task;
        this.conductor = conductor;
        this.meeting = meeting;
        this.explorer = explorer;
        this.loop = loop;
        this.tally = tally;
        this.progress = progress;
    }

    /** Samples until it is over, or aborted: whoever did that says so; the rounds tallied until then are still true. */
    Slices run(SlotMemories memories) {
        start = conductor.nanos();
        end = start;
        try {
            for (Slice slice = begin(); slice.rounds() > 0; slice = begin()) {
                run(slice, memories.of(slice.setting()));
            }
        } catch (Meeting.Aborted e) {
            end = conductor.nanos();
        }
        return this;
    }

    private Slice begin() {
        if (task.actor() == 0) {
            long now = conductor.nanos() - start;
            if (conductor.isOver(now, loop.ranSlots())) {
                conductor.publishEnd();
            } else {
                conductor.publish(explorer.next(now));
            }
        }
        meeting.meet();
        return conductor.slice();
    }

    private void run(Slice slice, RoundMemory memory) {
        long begin = conductor.nanos();
        long samplesBefore = loop.samples();
        if (slice.isWarm() && warmStart == 0) {
            warmStart = begin;
        }
        try {
            for (long r = 0; r < slice.rounds(); r++) {
                loop.round(memory, slice.isWarm());
                progress.accept(loop.rounds());
            }
        } finally {
            // Also when the trial is aborted in the middle: what was tallied counts.
            end = conductor.nanos();
            firstSample = firstSample == 0 && loop.rounds() > 0 ? end : firstSample;
            warmSamples += slice.isWarm() ? loop.samples() - samplesBefore : 0;
            tally.flush(memory.setting(), slice.isWarm(), end - start, end - begin);
        }
        conductor.publishSeen(tally.seenMask());
        explorer.aim(tally.targetMask());
        explorer.learn(slice, end - start, end - begin, loop.samples() - samplesBefore, tally.sliceCounts());
    }

    OutcomeReport report(Overlap overlap, List<Cell> cells) {
        return new OutcomeReport(
                loop.samples(),
                loop.ranSlots(),
                loop.rounds(),
                tally.report(),
                explorer.settingsTried(),
                warmSamples,
                warmStart == 0 ? 0 : end - warmStart,
                overlap.sampledChunks(),
                overlap.overlappedChunks(),
                loop.runNanos(),
                loop.resetNanos(),
                loop.tallyNanos(),
                firstSample,
                cells);
    }
}
