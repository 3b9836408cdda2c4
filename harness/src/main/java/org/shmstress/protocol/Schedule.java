package org.shmstress.protocol;

import java.util.List;
import java.util.Locale;

/**
 * How the operations of a shared-object trial are timed. No single schedule shows every defect, so trials are planned under those that
 * change from one fresh object to the next; the parts of which they are made can be asked for by name, to narrow a finding down.
 */
public enum Schedule {
    /** Each worker goes as fast as it can. */
    FREE,
    /** All workers begin each operation together: shows fence defects. */
    RENDEZVOUS,
    /** A random delay outside the critical section before each operation. */
    JITTER,
    /** Random pauses between the steps of the object, of all workers or of one: shows defects of interleaving and hides those of fences. */
    PAUSES,
    /** A yield at random steps: others run a whole time slice in between, where there are more workers than CPUs. */
    YIELD,
    /** A nap of 20 to 500 µs at random steps, of all workers or of one: others do many operations in between, and may fall asleep. */
    NAPS,
    /** Each fresh object is used under another of the above. */
    MIXED,
    /** All workers take turns on one CPU, with yields, pauses and naps at steps. */
    ONE_CPU,
    /**
     * One worker after the other is stopped (SIGSTOP) at a random instant, goes on (SIGCONT) 1 to 50 ms later, with or without pauses; then
     * whoever sleeps on a word of the object is woken for no reason.
     */
    STOPPED;

    private static final List<Schedule> ALL_PARTS = List.of(FREE, PAUSES, RENDEZVOUS, YIELD, JITTER, NAPS);
    private static final List<Schedule> ON_ONE_CPU = List.of(YIELD, PAUSES, FREE, NAPS);
    private static final List<Schedule> WHILE_STOPPED = List.of(PAUSES, FREE);

    /** What this one is made of; itself alone if it is a part. */
    public List<Schedule> parts() {
        return switch (this) {
            case MIXED -> ALL_PARTS;
            case ONE_CPU -> ON_ONE_CPU;
            case STOPPED -> WHILE_STOPPED;
            default -> List.of(this);
        };
    }

    /** The part under which the object of a generation is used, from 1: all in turn, beginning where the seed says. */
    public Schedule part(long seed, long generation) {
        List<Schedule> parts = parts();
        return parts.get((int) Math.floorMod(seed + generation, (long) parts.size()));
    }

    /** The name as users read it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As users read under what the object of a generation was used: {@code mixed/pauses}, or the one name of a schedule without parts. */
    public String words(long seed, long generation) {
        return parts().size() == 1
                ? words()
                : words() + "/" + part(seed, generation).words();
    }

    /** Whether something is done between the steps of the object, in this schedule or in one of its parts. */
    public boolean needsSteps() {
        return parts().stream().anyMatch(part -> part == PAUSES || part == YIELD || part == NAPS);
    }
}
