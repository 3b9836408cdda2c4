package org.shmstress.reports.model;

import java.util.Optional;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Histories;
import org.shmstress.observation.Observation.Operations;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.record.RunRecord;

/** Which observations have a segment. */
final class Segments {

    private Segments() {}

    /** The segment of a trial, if it had one that all its workers mapped. */
    static Optional<SegmentSeen> of(Observation seen) {
        if (seen instanceof Outcomes outcomes) {
            return Optional.of(outcomes.segment());
        } else if (seen instanceof Operations operations) {
            return Optional.of(operations.segment());
        }
        return seen instanceof Histories histories ? Optional.of(histories.segment()) : Optional.empty();
    }

    /** Whether any trial of a record says what lay where, or what a script wrote where. */
    static boolean areKnown(RunRecord record) {
        return record.trials().values().stream()
                .flatMap(trials -> trials.stream())
                .map(trial -> trial.observation().value())
                .anyMatch(seen -> of(seen).filter(s -> !s.regions().isEmpty()).isPresent()
                        || (seen instanceof Scripts scripts && scripts.failing().isPresent()));
    }
}
