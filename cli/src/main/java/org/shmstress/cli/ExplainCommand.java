package org.shmstress.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Catalog;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.segment.AccessPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shmstress explain}. */
@Command(name = "explain", description = "Say what a scenario does, which outcomes it expects and why.")
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SCENARIO", description = "Id of the scenario.")
    private String id;

    @Option(
            names = "--test-classpath",
            paramLabel = "PATH",
            description = "Jar or directory with tests of your own, beside the bundled ones. May be repeated.")
    private List<Path> testClasspath = new ArrayList<>();

    @Override
    public Integer call() {
        List<Scenario> found = Catalog.select(testClasspath, new Selection(List.of(id)));
        if (found.size() != 1) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "'" + id + "' matches " + found.size() + " scenarios; name one");
        }
        Scenario scenario = found.get(0);
        say(scenario.id() + ": " + scenario.title());
        if (!scenario.description().isEmpty()) {
            say("");
            scenario.description().lines().forEach(ExplainCommand::say);
        }
        say("");
        if (scenario instanceof Scenario.OutcomeTest test) {
            outcomes(test);
        } else if (scenario instanceof Scenario.ObjectTest object) {
            say(object.workers() + " processes share one object of " + object.objectBytes() + " bytes, "
                    + object.objectClass()
                    + (object.hasFaults() ? "; in its middle workers meet " + object.faults() + "." : "."));
            object.model()
                    .ifPresent(model -> say("Operations: "
                            + model.operations().stream()
                                    .map(OperationShape::name)
                                    .collect(Collectors.joining(", "))
                            + "; what they return is compared with " + model.modelClass() + "."));
            say(object.refusal()
                    .map(reason -> "It cannot be tried: " + reason)
                    .orElseGet(() -> "Access paths: " + paths(object.paths())));
        } else {
            say(((Scenario.ScriptTest) scenario).workers()
                    + " worker processes are told step by step what to do; each answer is"
                    + " compared with the reference model.");
        }
        return 0;
    }

    private static void outcomes(Scenario.OutcomeTest test) {
        if (test.refusal().isPresent()) {
            say("It cannot run between processes: " + test.refusal().get());
            say(test.refusalOfThreads()
                    .map(reason -> "Nor between threads: " + reason)
                    .orElse("Between threads it runs as it was compiled: --mode threads."));
            return;
        }
        say(test.actors() + " actors, each in a process of its own: " + test.testClass());
        say("Access paths: " + paths(test.paths()));
        if (test.freedoms().stream().anyMatch(JitFreedom::onFields)) {
            say("On fields, between threads, a JIT compiler may " + freedoms(test)
                    + "; what it may do between processes depends on the access path.");
        }
        say("Outcomes, first match wins:");
        for (Expectation row : test.expectations()) {
            String pattern = row.pattern().isEmpty() ? "any other" : row.pattern();
            say(String.format("  %-12s %-16s %s", row.expect(), pattern, row.meaning()));
        }
    }

    private static String paths(java.util.Set<AccessPath> paths) {
        return paths.stream().map(AccessPath::label).sorted().collect(Collectors.joining(", "));
    }

    private static String freedoms(Scenario.OutcomeTest test) {
        return test.freedoms().stream()
                .filter(JitFreedom::onFields)
                .sorted()
                .map(JitFreedom::words)
                .collect(Collectors.joining("; "));
    }

    private static void say(String line) {
        System.out.println(Console.printable(line));
    }
}
