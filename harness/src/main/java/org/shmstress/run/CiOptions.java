package org.shmstress.run;

import java.nio.file.Path;
import java.util.Optional;
import org.shmstress.scenario.Shard;

/**
 * What a CI server asks of a run.
 *
 * @param shard which part of the selected scenarios
 * @param quarantine file with the scenarios whose defects decide nothing
 * @param resume directory of a run that was cut short and goes on
 */
public record CiOptions(Shard shard, Optional<Path> quarantine, Optional<Path> resume) {

    /** Nothing. */
    public static final CiOptions NONE = new CiOptions(Shard.WHOLE, Optional.empty(), Optional.empty());
}
