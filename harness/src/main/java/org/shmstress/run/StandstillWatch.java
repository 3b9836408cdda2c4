package org.shmstress.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.run.Standstill.Place;
import org.shmstress.worker.operations.Phase;

/** Asks the kernel and the segment, now and then, for what a {@link Standstill} is proved by. */
final class StandstillWatch implements Supplier<Optional<String>> {

    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Stage stage;
    private final Evidence evidence;
    private final Standstill standstill;
    private long lookedNanos;

    /** What the segment says. */
    interface Evidence {
        /** Changes when any worker gets on. */
        long progress();

        /** Where a worker is. */
        Phase phase(int worker);

        /** How many operations it has completed. */
        long completed(int worker);
    }

    /** Begins to watch. */
    StandstillWatch(Stage stage, Evidence evidence) {
        this.stage = stage;
        this.evidence = evidence;
        this.standstill = new Standstill(stage.workers().size());
        this.lookedNanos = System.nanoTime();
    }

    /** The proof that all stand still, in words, if there is one now. */
    @Override
    public Optional<String> get() {
        long now = System.nanoTime();
        if (now - lookedNanos < LOOK_EVERY_NANOS) {
            return Optional.empty();
        }
        lookedNanos = now;
        List<WorkerProcess> workers = stage.workers();
        List<Standstill.Seen> seen = IntStream.range(0, workers.size())
                .mapToObj(w -> seen(w, workers.get(w)))
                .toList();
        return standstill.look(evidence.progress(), seen, now).map(proof -> "stood still: " + String.join("; ", proof));
    }

    private Standstill.Seen seen(int index, WorkerProcess worker) {
        return new Standstill.Seen(
                place(evidence.phase(index)),
                evidence.completed(index) == 0,
                () -> ProcessSeen.of(worker.pid(), worker.hello().threadId()));
    }

    private static Place place(Phase phase) {
        return switch (phase) {
            case OUTSIDE, LOCKING, INSIDE, CALLING -> Place.INSIDE;
            case QUIET, DONE -> Place.MEETING;
            case STARTING, HALTED, ENDED -> Place.UNDECIDED;
        };
    }
}
