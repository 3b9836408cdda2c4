package org.shmstress.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AccessPath;

/**
 * One configuration that a scenario can be tried under.
 *
 * @param jvms one per worker
 * @param modes one per worker
 * @param memory the access path, or {@code fields} between threads
 * @param strong whether what the hardware allows is likely to be seen there
 */
record Cell(
        List<Jvm> jvms,
        List<JitMode> modes,
        AccessPath path,
        String memory,
        Placement placement,
        Schedule schedule,
        boolean strong) {

    Settings settings() {
        return Settings.of(Trial.set(jvms), JitMode.set(modes), memory, placement);
    }

    /** Pairs to be covered: those of the settings, and the schedule with each of them. */
    Set<String> pairs() {
        return Settings.pairs(settings().and("schedule " + schedule));
    }

    /** Equal for cells that need the same kinds of workers. */
    String workers() {
        return jvms.stream().map(jvm -> jvm.home().toString()).collect(Collectors.joining(" ")) + modes + path;
    }

    /** The compilers, with this seed where one takes random choices. */
    List<Jit> jits(int stressSeed) {
        return modes.stream()
                .map(mode -> new Jit(mode, mode == JitMode.C2_STRESS ? stressSeed : 0))
                .toList();
    }
}
