package org.shmstress.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.TrialSpec;
import org.shmstress.scenario.Selection;

/**
 * What a user asked for.
 *
 * @param plan what decides how much is run
 * @param selection which scenarios
 * @param script a script to replay instead of the selected scenarios
 * @param trial one trial instead of a plan, repeated as often as the plan's options say
 * @param untilFailure whether to stop at the first trial that is not PASSED
 * @param testClasspath the user's own jars and directories with tests
 * @param jdks homes named by the user; empty: those that are found
 * @param out run directory named by the user
 * @param expectAtLeast how many scenarios must have run
 * @param unknownPasses whether UNKNOWN is tolerated
 * @param commandLine the arguments as given, for the record
 * @param ci what a CI server asks besides
 */
public record RunOptions(
        PlanOptions plan,
        Selection selection,
        Optional<Path> script,
        Optional<TrialSpec> trial,
        boolean untilFailure,
        List<Path> testClasspath,
        List<Path> jdks,
        Optional<Path> out,
        int expectAtLeast,
        boolean unknownPasses,
        List<String> commandLine,
        CiOptions ci) {

    /** Options without a script, and with nothing that only CI servers ask for. */
    public RunOptions(
            PlanOptions plan,
            Selection selection,
            Optional<TrialSpec> trial,
            boolean untilFailure,
            List<Path> testClasspath,
            List<Path> jdks,
            Optional<Path> out,
            int expectAtLeast,
            boolean unknownPasses,
            List<String> commandLine) {
        this(
                plan,
                selection,
                Optional.empty(),
                trial,
                untilFailure,
                testClasspath,
                jdks,
                out,
                expectAtLeast,
                unknownPasses,
                commandLine,
                CiOptions.NONE);
    }
}
