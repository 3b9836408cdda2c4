package org.shmstress.plan;

import java.time.Duration;
import java.util.Optional;
import org.shmstress.scenario.Mode;

/**
 * What decides how much is planned.
 *
 * @param profile the profile
 * @param budget how long the run should take, if the user said so
 * @param repeat how many passes over the selected scenarios; above 1 the budget does not cut them
 * @param seed seed of the run
 * @param mode between what actors race
 * @param limits to what the matrix is restricted
 */
public record PlanOptions(Profile profile, Optional<Duration> budget, int repeat, long seed, Mode mode, Limits limits) {

    /** With the whole matrix. */
    public PlanOptions(Profile profile, Optional<Duration> budget, int repeat, long seed, Mode mode) {
        this(profile, budget, repeat, seed, mode, Limits.NONE);
    }

    /** The user's budget, else the profile's. */
    public Duration effectiveBudget() {
        return budget.orElse(profile.budget());
    }

    /** Whether the user counted the passes. */
    boolean counted() {
        return repeat > 1;
    }
}
