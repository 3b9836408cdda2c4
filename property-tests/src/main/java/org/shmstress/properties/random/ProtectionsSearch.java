package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.script.OpenFlag;
import org.shmstress.segment.AccessPath;

/**
 * Who may only read can do no more: not by mapping, not by changing the protection, not by opening anew what its mode forbids. As root
 * modes bind nobody, which the model knows. An access that a protection forbids is the death of a JVM and not tried here.
 */
final class ProtectionsSearch {

    private static final int WORKERS = 2;
    private static final int MAX_STEPS = 50;

    private ProtectionsSearch() {}

    static Search search() {
        return new Search(
                "properties/Protections",
                "Modes, access modes and protections allow what they say and nothing more",
                "Two processes open with several access modes, umask and modes, change modes, map with every protection,"
                        + " change protections, and take each other's descriptors.",
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n0: size a 8192\n0: map a 8192 as m\n"
                                + "1: shm-open alpha read-only 0 as a"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.failures("EACCES"),
                        Sight.foreignReads(),
                        Sight.ofSteps("protections were changed", step -> Sight.did(step, "protect"))));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(5, Draws.shmOpen(OpenFlag.CREATE, OpenFlag.EXCLUSIVE)),
                weigh(2, Draws.unlink()),
                weigh(3, Draws.chmod()),
                weigh(2, Draws.mode()),
                weigh(2, Draws.close()),
                weigh(1, Draws.take(WORKERS)),
                weigh(2, Draws.size()),
                weigh(1, Draws.allocate()),
                weigh(8, Draws.mmap()),
                weigh(6, Draws.protect()),
                weigh(1, Draws.unmap()),
                weigh(5, Draws.write()),
                weigh(5, Draws.read()));
    }
}
