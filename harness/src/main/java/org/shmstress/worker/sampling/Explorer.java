package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.shmstress.protocol.Setting;

/**
 * Decides under which setting the next slice of time is sampled: pure policy, without a clock.
 *
 * <p>No setting serves every outcome, and which serves which depends on the test, the JIT and the machine. So each setting is
 * rated by what it showed, and a slice goes to the one that is best for a {@link Goal}; one slice in eight tries a setting that
 * is new: the best with a knob or two changed, or any. The seeds of the table come first, and again every other second: they were
 * chosen to differ, so that whatever is rare under the best setting keeps its chance (and every layout has its slice).
 *
 * <p>Rates are compared although the host's speed changes threefold and more from second to second: every eighth slice repeats
 * one reference setting, and all rates are divided by how fast that was lately. Old slices fade from a rating. A slice that
 * costs much, since on a busy host each meeting may cost a time slice, is not repeated by rota before ten times its cost has
 * gone by.
 *
 * <p>The first 0.3 s are warm-up: settings take turns by time spent, and nothing is rated.
 */
final class Explorer {

    /** Outcomes that ratings know: those seen first. A test with more has random results, and no outcome of it is worth aiming at. */
    static final int TRACKED = 32;

    static final long WARM_UP_NANOS = 300_000_000;

    /** Long enough that its begin costs nothing, short enough that host noise hits all settings alike. */
    static final long SLICE_NANOS = 6_000_000;

    /** Of a slice that only looks at a setting: enough to rate it, a third of the cost if it is poor, as most are. */
    private static final long LOOK_NANOS = SLICE_NANOS / 3;

    private static final long ROTA_NANOS = 2_000_000_000;
    private static final int MAX_ROUNDS = 1 << 14;
    private static final int REFERENCE_EVERY = 8;
    private static final int MAX_CANDIDATES = 64;
    private static final double MAX_DRIFT = 20;

    /** A target that is seen more often than once in so many samples is no longer worth most of the time. */
    private static final long PLENTY = 100;

    /** Of the best rate of the target: what a setting must show to be one for samples. */
    private static final double LEAST_SHARE = 0.25;

    /** The same of the rarest outcome, for a test without targets. */
    private static final double LEAST_SHARE_OF_RAREST = 0.02;

    /** What a slice is spent for. */
    enum Goal {
        /**
         * The outcome that the test's author finds interesting, the rarest of these; without one the rarest of all. Of settings that
         * show it nearly as often, the one that takes more samples: it serves the other outcomes, too.
         */
        TARGET,
        RAREST,
        /** All outcomes, evenly and often. */
        VARIETY,
        /** Samples, but of actors that race: the setting shows the target at least a quarter as often as the best does. */
        SAMPLES
    }

    /**
     * A slice of time.
     *
     * @param setting what to sample under
     * @param rounds how long
     * @param isWarm whether it counts as taken after the warm-up
     */
    record Slice(Setting setting, long rounds, boolean isWarm) {}

    private final List<Candidate> candidates = new ArrayList<>();
    private final int seeds;
    private final Knobs knobs;
    private final SplittableRandom random;
    private final long[] seen = new long[TRACKED];
    private @Nullable Candidate fresh;
    private long targets;
    private long slices;
    private long sliceNanos;
    private long settingsTried;
    private double drift = 1;
    private double usualPace;

    /**
     * An explorer.
     *
     * @param seeds what to begin with, the reference first; if it is only one, nothing else is tried
     * @param knobs what else may be tried
     * @param seed of every random choice
     */
    Explorer(List<Setting> seeds, Knobs knobs, long seed) {
        this.knobs = knobs;
        this.random = new SplittableRandom(seed);
        this.seeds = seeds.size();
        seeds.forEach(s -> candidates.add(new Candidate(s)));
    }

    /** Bit i is set if tracked outcome i is one that the author finds interesting. */
    void aim(long targetMask) {
        targets = targetMask;
    }

    /** The next slice, at so many nanoseconds after the begin of sampling. */
    Slice next(long nowNanos) {
        Candidate chosen = choose(nowNanos);
        settingsTried += chosen.nanosPerRound == 0 ? 1 : 0;
        return new Slice(chosen.setting, rounds(chosen, sliceNanos), nowNanos >= WARM_UP_NANOS);
    }

    /** The setting of the next slice; how long that is to last goes to {@link #sliceNanos}. */
    private Candidate choose(long nowNanos) {
        sliceNanos = SLICE_NANOS;
        if (seeds == 1) {
            return candidates.get(0);
        }
        if (nowNanos < WARM_UP_NANOS) {
            return candidates.subList(0, seeds).stream()
                    .min(Comparator.comparingLong(c -> c.spentNanos))
                    .orElseThrow();
        }
        if (slices++ % REFERENCE_EVERY == 0) {
            return candidates.get(0);
        }
        for (Candidate seed : candidates.subList(0, seeds)) {
            if (!seed.isRated() || nowNanos - seed.lastNanos > Math.max(ROTA_NANOS, 10 * seed.nanosPerRound)) {
                sliceNanos = LOOK_NANOS;
                return seed;
            }
        }
        if (fresh != null) {
            return secondLook(fresh);
        }
        Candidate best = best(drawGoal());
        return random.nextInt(8) == 0 ? explore(best) : best;
    }

    /** The first, one round long, has only shown how long a round takes. */
    private Candidate secondLook(Candidate candidate) {
        fresh = null;
        sliceNanos = LOOK_NANOS;
        return candidate.nanosPerRound <= 4 * SLICE_NANOS ? candidate : candidates.get(0);
    }

    private Goal drawGoal() {
        if (targets == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> Goal.RAREST;
                case 1 -> Goal.VARIETY;
                default -> Goal.SAMPLES;
            };
        }
        return switch (random.nextInt(24)) {
            case 0 -> Goal.RAREST;
            case 1 -> Goal.VARIETY;
            case 2, 3, 4 -> Goal.SAMPLES;
            case 5, 6, 7, 8, 9 -> Goal.TARGET;
            default -> isTargetPlenty() ? Goal.SAMPLES : Goal.TARGET;
        };
    }

    private boolean isTargetPlenty() {
        return seen[rarest(targets)] > Arrays.stream(seen).sum() / PLENTY;
    }

    private Candidate explore(Candidate best) {
        Setting setting = random.nextInt(4) == 0 ? knobs.draw(random) : knobs.mutate(best.setting, random);
        for (Candidate known : candidates) {
            if (known.setting.equals(setting)) {
                return known;
            }
        }
        if (candidates.size() == MAX_CANDIDATES) {
            forgetOne();
        }
        Candidate added = new Candidate(setting);
        candidates.add(added);
        fresh = added;
        return added;
    }

    /** What is best for some goal is chosen often, so what was chosen long ago is best for none. */
    private void forgetOne() {
        candidates.subList(seeds, candidates.size()).stream()
                .min(Comparator.comparingLong(c -> c.lastNanos))
                .ifPresent(candidates::remove);
    }

    private Candidate best(Goal goal) {
        int outcome = rarest(goal == Goal.TARGET || goal == Goal.SAMPLES ? targets : -1);
        double leastRate = (targets == 0 ? LEAST_SHARE_OF_RAREST : LEAST_SHARE)
                * candidates.stream().mapToDouble(c -> c.rate(outcome)).max().orElse(0);
        Candidate best = candidates.get(0);
        double bestScore = -1;
        for (Candidate candidate : candidates) {
            double score = switch (goal) {
                case TARGET -> candidate.rate(outcome) * Math.sqrt(candidate.pace());
                case RAREST -> candidate.rate(outcome);
                case VARIETY -> candidate.entropy() * candidate.pace();
                case SAMPLES -> candidate.rate(outcome) < leastRate ? 0 : candidate.pace();
            };
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** The rarest outcome seen of those in the mask; of all if none of these was. */
    private int rarest(long mask) {
        int rarest = -1;
        for (int o = 0; o < TRACKED; o++) {
            boolean counts = seen[o] > 0 && (mask & 1L << o) != 0;
            if (counts && (rarest < 0 || seen[o] < seen[rarest])) {
                rarest = o;
            }
        }
        return rarest >= 0 || mask == -1 ? Math.max(rarest, 0) : rarest(-1);
    }

    private static long rounds(Candidate candidate, long sliceNanos) {
        long nanos = candidate.nanosPerRound;
        return nanos == 0 ? 1 : Math.max(1, Math.min(MAX_ROUNDS, sliceNanos / nanos));
    }

    /**
     * Takes in what a slice showed.
     *
     * @param slice the slice
     * @param nowNanos when it ended, in nanoseconds after the begin of sampling
     * @param tookNanos how long it took
     * @param samples how many samples were taken
     * @param counts how many of them had each of the tracked outcomes
     */
    void learn(Slice slice, long nowNanos, long tookNanos, long samples, long[] counts) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (candidate.setting.equals(slice.setting())) {
                candidate.spend(slice.rounds(), nowNanos, tookNanos);
                if (slice.isWarm()) {
                    measureDrift(i == 0, (double) samples / tookNanos);
                    candidate.rate(tookNanos * drift, samples, counts);
                }
            }
        }
        for (int o = 0; o < TRACKED; o++) {
            seen[o] += counts[o];
        }
    }

    private void measureDrift(boolean isReference, double pace) {
        if (isReference) {
            usualPace = usualPace == 0 ? pace : 0.9 * usualPace + 0.1 * pace;
            drift = Math.max(1 / MAX_DRIFT, Math.min(MAX_DRIFT, pace / usualPace));
        }
    }

    /** Number of different settings tried. */
    long settingsTried() {
        return settingsTried;
    }
}
