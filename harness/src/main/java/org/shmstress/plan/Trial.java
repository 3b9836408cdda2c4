package org.shmstress.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.segment.AccessPath;

/**
 * A scenario under one configuration.
 *
 * @param id unique in the run: {@code t0001} and on
 * @param scenario id of the scenario
 * @param repetition 0 for the first pass over the scenario, counting up with {@code --repeat} and extensions
 * @param mode between what its actors race
 * @param jvms one per worker
 * @param jits how each worker's code is compiled
 * @param path access path of all workers
 * @param placement where the actors run
 * @param schedule timing of operations; {@link Schedule#FREE} for other kinds
 * @param seed seed of every random choice in this trial
 * @param millis time budget in milliseconds
 */
public record Trial(
        String id,
        String scenario,
        int repetition,
        Mode mode,
        List<Jvm> jvms,
        List<Jit> jits,
        AccessPath path,
        Placement placement,
        Schedule schedule,
        long seed,
        long millis) {

    /** What stands in the place of an access path between threads, which share objects on the heap. */
    static final String FIELDS = "fields";

    /** The JDK set as reports name it: {@code 17} when all are equal, else {@code 17+25}. */
    public String jdkSet() {
        return set(jvms);
    }

    static String set(List<Jvm> jvms) {
        return jvms.stream()
                .map(jvm -> Integer.toString(jvm.feature()))
                .distinct()
                .collect(Collectors.joining("+"));
    }

    /** The compilers as reports name them: {@code c2} when all are equal, else {@code c1+c2}. */
    public String jitSet() {
        return JitMode.set(jits.stream().map(Jit::mode).toList());
    }

    /** How the memory under test is reached: label of the access path, or {@code fields} between threads. */
    public String memory() {
        return mode == Mode.THREADS ? FIELDS : path.label();
    }

    /** The same trial under another id. */
    public Trial withId(String newId) {
        return new Trial(newId, scenario, repetition, mode, jvms, jits, path, placement, schedule, seed, millis);
    }

    /** The same trial with another time budget. */
    public Trial withMillis(long newMillis) {
        return new Trial(id, scenario, repetition, mode, jvms, jits, path, placement, schedule, seed, newMillis);
    }
}
