package org.shmstress.run.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.script.Action;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/** A script that somebody wrote, as a scenario: it is run once per trial, each answer is compared with the model. */
public final class ScriptFile {

    /** What ids of such scenarios begin with. */
    public static final String SUBJECT = "script/";

    private ScriptFile() {}

    /**
     * The scenario of a file.
     *
     * @throws HarnessException USAGE if it cannot be read or is no script; the message names line and word
     */
    public static ScriptTest scenario(Path file) {
        Script script = Script.parse(text(file));
        if (script.stages().isEmpty()) {
            throw new HarnessException(HarnessException.Kind.USAGE, "--script " + file + ": has no step");
        }
        String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
        return new ScriptTest(
                SUBJECT + name,
                "The script " + name,
                "Every answer must be one that the reference model of shared-memory objects allows.",
                Set.of(),
                script.workers(),
                paths(script),
                (runner, seed, budget) -> observation(runner.run(script)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "--script " + file + ": no such file can be read as text", e);
        }
    }

    /** Traffic is atomic, which JNA's path cannot be. */
    private static Set<AccessPath> paths(Script script) {
        boolean hasTraffic = script.steps().anyMatch(step -> step.action() instanceof Action.OnTraffic);
        return hasTraffic ? EnumSet.complementOf(EnumSet.of(AccessPath.JNA)) : EnumSet.allOf(AccessPath.class);
    }

    private static Scripts observation(ScriptTrace trace) {
        List<StepSeen> skipped =
                trace.steps().stream().filter(ScriptFile::isSkipped).toList();
        int performed = trace.steps().size() - skipped.size();
        List<String> witness = new ArrayList<>();
        if (performed > 0) {
            witness.add(performed + " of " + trace.steps().size() + " steps were performed");
        }
        return new Scripts(
                List.of(),
                1,
                trace.steps().size(),
                List.copyOf(witness),
                Optional.of(trace).filter(t -> !t.agrees()),
                Optional.empty(),
                Optional.of(trace).filter(ScriptTrace::agrees),
                List.of());
    }

    private static boolean isSkipped(StepSeen step) {
        return step.answer().startsWith("not-run ");
    }
}
