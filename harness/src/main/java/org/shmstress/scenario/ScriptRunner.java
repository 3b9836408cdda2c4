package org.shmstress.scenario;

import org.shmstress.observation.ScriptTrace;
import org.shmstress.script.Script;

/** Runs one script on live worker processes. */
@FunctionalInterface
public interface ScriptRunner {

    /** Runs all steps in order, even after a wrong answer, and removes afterwards whatever objects the script made. */
    ScriptTrace run(Script script);
}
