package org.shmstress.worker.sampling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;

/**
 * Runs one actor of an outcome test until the leader says that it is over, or until somebody sets the abort word: then the
 * report holds what was tallied before.
 *
 * <p>Assumes that the task's control region is zeroed, that every other actor runs the same task in a process or thread of its
 * own, and that the memory for slots begins on a page.
 */
public final class SamplingWorker {

    private final SliceAccess access;
    private final Object region;
    private final long base;
    private final long progressAddress;
    private final SlotAllocator allocator;
    private final OutcomeTask task;
    private final SharedWords words;
    private final Rendezvous rendezvous;
    private final Overlap overlap;
    private final Conductor conductor;

    /**
     * @param access how this process reaches the segment
     * @param region the segment in the access path's terms
     * @param base address of the segment's first byte
     * @param progressAddress address of an aligned long that counts this worker's rounds
     * @param allocator where slices that the test's constructor makes come from
     * @param task what to do
     */
    public SamplingWorker(
            SliceAccess access,
            Object region,
            long base,
            long progressAddress,
            SlotAllocator allocator,
            OutcomeTask task) {
        this.access = access;
        this.region = region;
        this.base = base;
        this.progressAddress = progressAddress;
        this.allocator = allocator;
        this.task = task;
        long control = base + task.controlOffset();
        words = new SharedWords(access, region);
        rendezvous = new Rendezvous(words, control, task.actor(), task.actors());
        overlap = new Overlap(words, control, task.actor(), task.actors());
        conductor = new Conductor(words, control, task);
    }

    /** Samples. If this actor fails, the others are freed. */
    public OutcomeReport run() {
        boolean ended = false;
        try {
            check();
            OutcomeReport report = sample();
            ended = true;
            return report;
        } finally {
            if (!ended) {
                rendezvous.abort();
            }
        }
    }

    private void check() {
        if (task.actors() > ControlPage.MAX_ACTORS || task.untilOutcomes().size() > Long.SIZE) {
            throw new HarnessException("the engine samples at most " + ControlPage.MAX_ACTORS + " actors and ends on at most "
                    + Long.SIZE + " outcomes, not " + task.actors() + " and "
                    + task.untilOutcomes().size());
        }
    }

    private OutcomeReport sample() {
        LiftedTest test = LiftedLoader.load(Path.of(task.liftedJar()), task.testClass());
        Tally tally = new Tally(test, task.settings().size(), task.untilOutcomes());
        RoundLoop loop = new RoundLoop(test, rendezvous, overlap, tally, task.actor(), task.actors());
        long firstSample = 0;
        long start = System.nanoTime();
        int setting = 0;
        try {
            List<SlotMemory> memories = prepare(test);
            start = System.nanoTime();
            conductor.start(start);
            for (setting = begin(); setting >= 0; setting = begin()) {
                quantum(loop, memories.get(setting), setting);
                firstSample = firstSample == 0 ? System.nanoTime() : firstSample;
                tally.flush(setting, System.nanoTime() - start);
                conductor.publishSeen(tally.seenMask());
            }
        } catch (Rendezvous.Aborted e) {
            // Whoever set the abort word knows why and says so; the rounds tallied until then are still true.
            tally.flush(setting, System.nanoTime() - start);
        }
        return report(loop, tally, firstSample);
    }

    /** Constructs the initial values, compares them with the other actors', and lays all settings out. */
    private List<SlotMemory> prepare(LiftedTest test) {
        long scratchBytes = task.slotsBytes() / task.actors() & -4096;
        long scratch = base + task.slotsOffset() + task.actor() * scratchBytes;
        Prototype prototype = Prototype.of(test, access, region, scratch, scratchBytes, allocator);
        long control = base + task.controlOffset();
        words.plain(control + ControlPage.digest(task.actor()), prototype.digest());
        rendezvous.meet();
        if (words.plain(control + ControlPage.digest(0)) != prototype.digest()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "constructor values vary: actors 0 and " + task.actor() + " of " + task.testClass()
                            + " construct different states");
        }
        List<SlotMemory> memories = new ArrayList<>();
        for (Setting setting : task.settings()) {
            memories.add(new SlotMemory(access, region, base, task, setting, prototype, test.results()));
        }
        return memories;
    }

    private int begin() {
        if (task.actor() == 0) {
            conductor.publish(System.nanoTime());
        }
        rendezvous.meet();
        return conductor.setting();
    }

    private void quantum(RoundLoop loop, SlotMemory memory, int setting) {
        long rounds = conductor.rounds();
        long start = System.nanoTime();
        for (long r = 0; r < rounds; r++) {
            loop.round(memory);
            // Read by the parent's watchdog, which wants to know only whether it moves.
            words.release(progressAddress, loop.rounds());
        }
        conductor.learn(setting, rounds, System.nanoTime() - start);
    }

    private OutcomeReport report(RoundLoop loop, Tally tally, long firstSample) {
        return new OutcomeReport(
                loop.samples(),
                loop.rounds(),
                tally.report(),
                overlap.sampledChunks(),
                overlap.overlappedChunks(),
                loop.runNanos(),
                loop.resetNanos(),
                loop.tallyNanos(),
                firstSample);
    }
}
