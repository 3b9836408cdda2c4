package org.shmstress.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.shmstress.api.Fault;
import org.shmstress.worker.operations.HistoryEvidence;

/**
 * What befalls whom when, in the rounds of a trial: each fault at every step in turn that a worker has reached, and now and then one at any
 * instant. Steps that are reached late, such as those of a rare retry, have their turn next. The order, and at which time a step is fatal,
 * follows from the seed.
 */
final class FaultPlan {

    private static final int MOST_OCCURRENCES = 8;
    private static final int MOST_OPERATIONS = 100;
    private static final int MOST_NANOS = 20_000;
    private static final int STEPS_PER_INSTANT = 8;
    private static final long LEAST_STOP_NANOS = 1_000_000;
    private static final int MOST_STOP_DOUBLINGS = 5;

    private final Random random;
    private final int workers;
    private final List<String> steps;
    private final List<Fault> faults;
    private final List<Fault> instantFaults;
    private final Set<Reached> known = new HashSet<>();
    private final List<Victim> turns = new ArrayList<>();
    private int turn;

    /** Tells which steps workers have been at. */
    @FunctionalInterface
    interface Reaching {
        /** Whether a worker has been at a step. */
        boolean hasReached(int worker, int step);
    }

    /** A worker has been at a step. */
    private record Reached(int worker, int step) {}

    /**
     * One fault.
     *
     * @param worker index of the victim
     * @param fault what befalls it
     * @param step number of the fatal step, -1 for an instant
     * @param occurrence for which time the step comes then
     * @param operations at an instant: after so many operations
     * @param nanos at an instant: and so long after that
     * @param stopNanos how long it is stopped, if it is
     */
    record Victim(int worker, Fault fault, int step, long occurrence, int operations, long nanos, long stopNanos) {}

    /**
     * Faults of a trial.
     *
     * @param seed the trial's seed
     * @param workers number of workers
     * @param faults what may befall them
     * @param steps names of the steps, by number; none if the object has none
     */
    FaultPlan(long seed, int workers, Set<Fault> faults, List<String> steps) {
        this.random = new Random(seed);
        this.workers = workers;
        this.steps = steps;
        this.faults = faults.stream().sorted().toList();
        // The others need the worker's own help, which only a step can ask for.
        this.instantFaults = this.faults.stream()
                .filter(fault -> fault == Fault.KILL || fault == Fault.STOP)
                .toList();
    }

    /** The next one, once a round without any is over; empty if there is nowhere for it. */
    Optional<Victim> next(Reaching now) {
        turns.addAll(turn, newTurns(now));
        boolean instant = turns.isEmpty() || random.nextInt(STEPS_PER_INSTANT) == 0;
        if (instant && !instantFaults.isEmpty()) {
            return Optional.of(instant());
        }
        if (turns.isEmpty()) {
            return Optional.empty();
        }
        Victim next = turns.get(turn);
        turn = (turn + 1) % turns.size();
        return Optional.of(next);
    }

    private Victim instant() {
        Fault fault = instantFaults.get(random.nextInt(instantFaults.size()));
        return new Victim(
                random.nextInt(workers),
                fault,
                -1,
                1,
                random.nextInt(MOST_OPERATIONS),
                random.nextInt(MOST_NANOS),
                stopNanos());
    }

    private long stopNanos() {
        long least = LEAST_STOP_NANOS << random.nextInt(MOST_STOP_DOUBLINGS);
        return least + random.nextInt((int) least);
    }

    private List<Victim> newTurns(Reaching now) {
        List<Victim> fresh = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            for (int step = 0; step < steps.size(); step++) {
                if (now.hasReached(worker, step) && known.add(new Reached(worker, step))) {
                    for (Fault fault : faults) {
                        long occurrence = 1 + random.nextInt(MOST_OCCURRENCES);
                        fresh.add(new Victim(worker, fault, step, occurrence, 0, 0, stopNanos()));
                    }
                }
            }
        }
        Collections.shuffle(fresh, random);
        return fresh;
    }

    /** Where it befell a victim, in words. */
    String where(Victim victim, HistoryEvidence evidence) {
        if (victim.step() < 0) {
            return "at an instant";
        }
        return evidence.step(victim.worker()) == victim.step()
                ? "at step " + steps.get(victim.step())
                : "between operations, not having come to step " + steps.get(victim.step());
    }
}
