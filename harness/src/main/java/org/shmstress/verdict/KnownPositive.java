package org.shmstress.verdict;

import java.util.Locale;
import java.util.Optional;
import org.shmstress.observation.Observation;

/**
 * Whether actors were let race at all. On any machine of several processors, store buffering on plain fields shows {@code 0, 0}, about once
 * in 30 samples where actors just run side by side. Who does not see it sees no fence defect either: its actors were started one after
 * the other, or share a processor, and whatever it passes is not to be believed.
 */
public final class KnownPositive {

    /** Outcome of store buffering that needs both actors at the same time. */
    private static final String WEAK = "0, 0";

    private static final double LEAST_RATE = 1e-4;

    private KnownPositive() {}

    /** Why what was seen of store buffering makes everything else doubtful; empty if it does not. */
    public static Optional<String> doubt(Observation seen) {
        if (!(seen instanceof Observation.Outcomes outcomes) || outcomes.samples() == 0) {
            return Optional.of("store buffering could not be sampled");
        }
        long weak = outcomes.counts().stream()
                .filter(c -> c.outcome().equals(WEAK))
                .mapToLong(Observation.OutcomeCount::count)
                .sum();
        return weak >= LEAST_RATE * outcomes.samples()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "store buffering showed in %d of %d samples; actors that run at the same time show it in 1 of 10000 at least",
                        weak,
                        outcomes.samples()));
    }
}
