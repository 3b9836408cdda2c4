package org.shmstress.worker.sampling;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.PrivateMemory;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;
import org.shmstress.sync.Barrier;
import org.shmstress.worker.sampling.Prototype.Scratch;
import org.shmstress.worker.sampling.SlotMemory.Construction;

/**
 * Runs one actor of an outcome test until the leader says that it is over, or until somebody sets the abort word: then the
 * report holds what was tallied before.
 *
 * <p>Assumes that the task's control region is zeroed, that every other actor runs the same task in a process or thread of its
 * own, and that the memory for slots begins on a page.
 */
public final class SamplingWorker {

    private final Place place;
    private final OutcomeTask task;
    private final SharedWords words;
    private final Meeting meeting;
    private final Overlap overlap;
    private final Conductor conductor;

    /**
     * Where an actor works.
     *
     * @param memory the segment through the access path under test
     * @param control the segment through an access that has ordered modes
     * @param abort ends every wait
     * @param progressAddress where, in {@code control}, this worker counts its rounds
     * @param slices where slices that the test's constructor makes come from; the process's installed one
     */
    public record Place(View memory, View control, AbortWord abort, long progressAddress, WorkerMemory slices) {

        /** The place of a worker that has attached a segment. */
        public static Place in(Mapping mapping, int workerIndex, WorkerMemory slices) {
            return new Place(
                    mapping.view(),
                    mapping.control(),
                    mapping.abortWord(),
                    mapping.controlLine(workerIndex).progressAddress(),
                    slices);
        }
    }

    public SamplingWorker(Place place, OutcomeTask task) {
        this.place = place;
        this.task = task;
        View control = place.control();
        words = new SharedWords(control, task.controlOffset());
        long barrier = control.at(task.controlOffset() + ControlPage.BARRIER);
        meeting = new Meeting(new Barrier(
                control.access(), control.region(), barrier, task.actor(), task.actors(), task.cpus(), place.abort()));
        overlap = new Overlap(words, task.actor(), task.actors());
        conductor = new Conductor(words, task);
    }

    /** Samples on memory that the actors' processes share. If this actor fails, the others are freed. */
    public OutcomeReport run() {
        return freeingOthers(() -> {
            View memory = place.memory();
            PrivateMemory.install(memory.region(), memory.at(task.privateOffset()), OutcomeTask.PRIVATE_BYTES);
            LiftedTest test = LiftedLoader.load(Path.of(task.liftedJar()), task.testClass());
            return run(test, () -> memories(test));
        });
    }

    /** Samples on objects that the actors' threads share, as {@link #run}. */
    OutcomeReport runOn(LiftedTest test, HeapStates states) {
        return freeingOthers(() -> run(
                test,
                () -> SlotMemories.onHeap(
                        setting -> new HeapSlots(place.memory(), task, setting, states, test.results()))));
    }

    private OutcomeReport freeingOthers(Supplier<OutcomeReport> work) {
        boolean ended = false;
        try {
            check();
            OutcomeReport report = work.get();
            ended = true;
            return report;
        } finally {
            if (!ended) {
                place.abort().releaseAbort(AbortWord.BY_WORKER);
            }
        }
    }

    private void check() {
        if (task.actors() > ControlPage.MAX_ACTORS || task.untilOutcomes().size() > Long.SIZE) {
            throw new HarnessException(
                    "the engine samples at most " + ControlPage.MAX_ACTORS + " actors and ends on at most "
                            + Long.SIZE + " outcomes, not " + task.actors() + " and "
                            + task.untilOutcomes().size());
        }
    }

    private OutcomeReport run(LiftedTest test, Supplier<SlotMemories> memories) {
        try {
            return test.isTermination() ? terminate(test, memories.get()) : sample(test, memories.get());
        } catch (Meeting.Aborted e) {
            return OutcomeReport.NOTHING;
        }
    }

    private OutcomeReport terminate(LiftedTest test, SlotMemories memories) {
        TerminationPage page = new TerminationPage(place.control(), task.controlOffset(), place.abort());
        RoundMemory memory = memories.of(task.settings().get(0).straight());
        return new TerminationLoop(test, page, place.abort(), memory, task).run(this::showProgress);
    }

    private OutcomeReport sample(LiftedTest test, SlotMemories memories) {
        Tally tally = new Tally(test, task.untilOutcomes(), task.targets());
        RoundLoop loop = new RoundLoop(test, meeting, overlap, tally, task.actor(), task.actors());
        Knobs knobs = new Knobs(
                task.actors(),
                memories.placeable(),
                task.actors() > task.cpus(),
                task.settings().stream().mapToInt(Setting::slots).max().orElse(1));
        Explorer explorer = new Explorer(task.settings(), knobs, task.seed());
        return new Slices(task, conductor, meeting, explorer, loop, tally, this::showProgress)
                .run(memories)
                .report(overlap, memories.cells());
    }

    /** Constructs the initial values and compares them with the leader's. */
    private Prototype construct(LiftedTest test) {
        long scratchBytes = task.roomBytes() / task.actors() & -4096;
        long scratch = place.memory().at(task.slotsOffset() + task.actor() * scratchBytes);
        Prototype prototype = Prototype.of(test, place.memory(), new Scratch(scratch, scratchBytes), place.slices());
        words.plain(ControlPage.digest(task.actor()), prototype.digest());
        meeting.meet();
        if (words.plain(ControlPage.digest(0)) != prototype.digest()) {
            throw new CannotRunException("constructions vary: actors 0 and " + task.actor() + " of " + task.testClass()
                    + " allocate differently or refer to different objects");
        }
        return prototype;
    }

    private SlotMemories memories(LiftedTest test) {
        Prototype prototype = construct(test);
        Construction construction = new Construction(test, place.slices(), new GraphDigest());
        return new SlotMemories(
                prototype.cells(), setting -> new SlotMemory(place.memory(), task, setting, prototype, construction));
    }

    /** The watchdog wants to know only whether it moves. */
    private void showProgress(long count) {
        View control = place.control();
        control.access().putLongOpaque(control.region(), place.progressAddress(), count);
    }
}
