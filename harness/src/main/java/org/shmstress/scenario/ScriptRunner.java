package org.shmstress.scenario;

import java.util.List;
import java.util.function.Consumer;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.script.Script;

/** Runs one script on live worker processes. */
@FunctionalInterface
public interface ScriptRunner {

    /** Runs all steps in order, even after a wrong answer, and removes afterwards whatever objects the script made. */
    ScriptTrace run(Script script);

    /** Feature versions of its workers' JDKs, by index; empty if they are not known. */
    default List<Integer> features() {
        return List.of();
    }

    /**
     * Runs a script that is decided step by step, and removes afterwards whatever it made.
     *
     * @param led decides; what it throws is thrown here, once everything is removed
     */
    default ScriptTrace lead(Consumer<ScriptDialogue> led) {
        throw new UnsupportedOperationException("this runner takes whole scripts only");
    }
}
