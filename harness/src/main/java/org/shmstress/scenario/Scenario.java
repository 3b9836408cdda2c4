package org.shmstress.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.api.Fault;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.segment.AccessPath;

/** One thing to be tried. */
public sealed interface Scenario {

    /** {@code subject/Name}, unique in a run; mutants are {@code defects/D-001}. */
    String id();

    /** One line for lists. */
    String title();

    /** What it tries and what can go wrong, in sentences; may be empty. */
    String description();

    /** Tags for {@code --select @tag}. */
    Set<String> tags();

    /** Why it can be tried nowhere, if so. */
    default Optional<String> refusal() {
        return Optional.empty();
    }

    /** Why it cannot be tried between these, if so. */
    default Optional<String> refusal(Mode mode) {
        return mode == Mode.PROCESSES
                ? refusal()
                : Optional.of("it is about processes and the segment that they share; only jcstress classes also run"
                        + " between threads");
    }

    /** The part of the id before the first slash. */
    default String subject() {
        return id().substring(0, Math.max(0, id().indexOf('/')));
    }

    /** True for objects with a planted defect: they run only when selected by {@code defects/…}. */
    default boolean isMutant() {
        return id().startsWith("defects/");
    }

    /**
     * A jcstress class; each actor runs in a process of its own.
     *
     * @param testClass binary name of the class
     * @param origin jar or directory that holds it
     * @param actors number of actors; of a termination test two, the actor and its signal
     * @param expectations the outcome table, first match wins
     * @param paths access paths that have every access mode which the test uses
     * @param freedoms what the shape of its plain accesses would allow a JIT compiler, were they to fields on the heap
     * @param refusal why the class cannot be run between processes (field and reason), if so
     * @param refusalOfThreads why it cannot be run as it was compiled, between threads, if so
     */
    record OutcomeTest(
            String id,
            String title,
            String description,
            Set<String> tags,
            String testClass,
            Path origin,
            int actors,
            List<Expectation> expectations,
            Set<AccessPath> paths,
            Set<JitFreedom> freedoms,
            Optional<String> refusal,
            Optional<String> refusalOfThreads)
            implements Scenario {

        @Override
        public Optional<String> refusal(Mode mode) {
            return mode == Mode.PROCESSES ? refusal : refusalOfThreads;
        }
    }

    /**
     * A class over a Slice whose operations are called by several processes.
     *
     * @param objectClass binary name of the class
     * @param origin jar or directory that holds it
     * @param objectBytes size of the slice that it wants
     * @param workers how many processes use it
     * @param model its operations and what they are compared with; empty for a lock
     * @param paths access paths that have every access mode which the object uses
     * @param faults what a trial does to workers in the middle of the object
     * @param deviation what is known to go wrong, and accepted
     * @param refusal why the class cannot be tried, if so; it has no paths then
     */
    record ObjectTest(
            String id,
            String title,
            String description,
            Set<String> tags,
            String objectClass,
            Path origin,
            long objectBytes,
            int workers,
            Optional<ObjectModel> model,
            Set<AccessPath> paths,
            Set<Fault> faults,
            Deviation deviation,
            Optional<String> refusal)
            implements Scenario {

        /** Whether its trials do anything to workers. */
        public boolean hasFaults() {
            return !faults.isEmpty();
        }
    }

    /**
     * The operations of a shared object, and the plain class that does the same when one follows the other.
     *
     * @param modelClass binary name of the plain class
     * @param operations the operations, in a fixed order
     * @param initialiser method that makes zeroed bytes ready for use; empty if there is none
     */
    record ObjectModel(String modelClass, List<OperationShape> operations, String initialiser) {}

    /**
     * A fixed script or a property over scripts; worker JVMs are its puppets.
     *
     * @param workers how many there are
     * @param paths access paths that have every access mode which its steps use
     * @param exploration what it does with them
     * @param keepsWorkers whether the workers serve the next such scenario too: everything is given back at the end of its script
     */
    record ScriptTest(
            String id,
            String title,
            String description,
            Set<String> tags,
            int workers,
            Set<AccessPath> paths,
            ScriptExploration exploration,
            boolean keepsWorkers)
            implements Scenario {

        /** Tag of scenarios that object to what the reference model objects to, so that a failing script fails by itself. */
        public static final String REPLAYS = "replays";

        /** With workers of its own. */
        public ScriptTest(
                String id,
                String title,
                String description,
                Set<String> tags,
                int workers,
                Set<AccessPath> paths,
                ScriptExploration exploration) {
            this(id, title, description, tags, workers, paths, exploration, false);
        }

        /** Whether a failing script is all that it takes to see the failure again. */
        public boolean replays() {
            return tags.contains(REPLAYS);
        }
    }
}
