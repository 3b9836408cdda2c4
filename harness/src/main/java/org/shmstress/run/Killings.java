package org.shmstress.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.shmstress.worker.operations.HistoryEvidence;

/**
 * Who is killed when, in the rounds of a trial: at every step in turn that a worker has reached in the first round, or at an instant
 * where the object has no steps. Where it begins, and at which time a step is fatal, follows from the seed.
 */
final class Killings {

    private static final int MOST_OCCURRENCES = 8;
    private static final int MOST_OPERATIONS = 100;
    private static final int MOST_NANOS = 20_000;

    private final Random random;
    private final int workers;
    private final List<String> steps;
    private final List<Victim> turns = new ArrayList<>();
    private int turn;

    /**
     * One killing.
     *
     * @param worker index of the victim
     * @param step number of the fatal step, -1 for an instant
     * @param occurrence for which time the step comes then
     * @param operations at an instant: after so many operations
     * @param nanos at an instant: and so long after that
     */
    record Victim(int worker, int step, long occurrence, int operations, long nanos) {}

    /**
     * Killings of a trial.
     *
     * @param seed the trial's seed
     * @param workers number of workers
     * @param steps names of the steps, by number; none if the object has none
     */
    Killings(long seed, int workers, List<String> steps) {
        this.random = new Random(seed);
        this.workers = workers;
        this.steps = steps;
    }

    /** The next one, once a round without any is over; empty if there is nowhere to kill. */
    Optional<Victim> next(HistoryEvidence evidence) {
        if (steps.isEmpty()) {
            return Optional.of(new Victim(
                    random.nextInt(workers), -1, 1, random.nextInt(MOST_OPERATIONS), random.nextInt(MOST_NANOS)));
        }
        if (turns.isEmpty()) {
            learn(evidence);
        }
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.get(turn++ % turns.size()));
    }

    private void learn(HistoryEvidence evidence) {
        for (int worker = 0; worker < workers; worker++) {
            for (int step = 0; step < steps.size(); step++) {
                if (evidence.hasReached(worker, step)) {
                    turns.add(new Victim(worker, step, 1 + random.nextInt(MOST_OCCURRENCES), 0, 0));
                }
            }
        }
        if (!turns.isEmpty()) {
            Collections.rotate(turns, random.nextInt(turns.size()));
        }
    }

    /** Where a victim died, in words. */
    String where(Victim victim, HistoryEvidence evidence) {
        if (victim.step() < 0) {
            return "at an instant";
        }
        return evidence.step(victim.worker()) == victim.step()
                ? "at step " + steps.get(victim.step())
                : "between operations, not having come to step " + steps.get(victim.step());
    }

    /** How many steps there are to be killed at, over all workers; known after the first killing. */
    int places() {
        return turns.size();
    }
}
