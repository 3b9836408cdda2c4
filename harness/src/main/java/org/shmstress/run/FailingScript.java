package org.shmstress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Trial;
import org.shmstress.record.ShellWord;
import org.shmstress.scenario.Scenario;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;

/**
 * The smallest script that failed in a trial, as a file of the run directory: with it, and without the scenario, seed and record that it
 * came from, the failure can be seen again anywhere.
 */
final class FailingScript {

    /** Steps that overlap fail by chance: so many runs are a fair try. */
    private static final int RUNS_OF_CONCURRENT = 100;

    private FailingScript() {}

    /** Writes the file and tells the command that replays it; empty if nothing failed, or if the script alone shows nothing. */
    static Optional<String> replay(RunDirectory directory, Trial trial, Scenario scenario, Observation seen) {
        return seen instanceof Observation.Scripts scripts
                        && scenario instanceof Scenario.ScriptTest test
                        && test.replays()
                ? scripts.failing().map(failing -> replay(directory, trial, failing))
                : Optional.empty();
    }

    private static String replay(RunDirectory directory, Trial trial, ScriptTrace failing) {
        Path file = directory.scripts().resolve(trial.id() + ".txt");
        try {
            Files.createDirectories(directory.scripts());
            Files.writeString(file, text(trial, failing));
        } catch (IOException e) {
            throw new HarnessException("cannot write the failing script of " + trial.id() + " to " + file, e);
        }
        boolean concurrent = Script.parse(failing.script()).stages().stream().anyMatch(Stage::isConcurrent);
        return Stream.of(
                        Stream.of("./shmstress run --script", RunDirectory.typed(file)),
                        Stream.of("--path", trial.path().label()),
                        trial.jvms().stream()
                                .map(Jvm::home)
                                .distinct()
                                .flatMap(home -> Stream.of("--jdk", ShellWord.quoted(home.toString()))),
                        concurrent ? Stream.of("--repeat", Integer.toString(RUNS_OF_CONCURRENT)) : Stream.<String>of())
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    /** The script, and after it, as comments, what was answered. */
    static String text(Trial trial, ScriptTrace failing) {
        List<String> answers =
                failing.steps().stream().map(FailingScript::answer).toList();
        return "# found by " + trial.scenario() + ", seed " + trial.seed() + ", JDK " + trial.jdkSet() + ", "
                + trial.path().label() + "\n" + failing.script() + "\n\n# what was answered\n"
                + String.join("\n", answers) + "\n";
    }

    private static String answer(StepSeen step) {
        String line = "# " + step.step() + " -> " + step.answer();
        return step.agrees() ? line : line + ", allowed was " + String.join(" or ", step.allowed());
    }
}
