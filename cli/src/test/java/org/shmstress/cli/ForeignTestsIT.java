package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** Tests that the product has never seen: compiled here, with and without jcstress's annotation processor. */
class ForeignTestsIT {

    private static final String SOURCE = """
            package foreign;

            import org.openjdk.jcstress.annotations.*;
            import org.openjdk.jcstress.infra.results.*;

            @JCStressTest
            @Outcome(id = {%s}, expect = Expect.ACCEPTABLE)
            @Outcome(expect = Expect.FORBIDDEN, desc = "nobody expected this")
            @State
            public class Counting {
                int x;

                @Actor
                public void first() {
                    x++;
                }

                @Actor
                public void second() {
                    x++;
                }

                @Arbiter
                public void arbiter(I_Result r) {
                    r.r1 = x;
                }

                @JCStressTest
                @Outcome(id = "shared", expect = Expect.ACCEPTABLE)
                @State
                public static class OnReferences {
                    String text;

                    @Actor
                    public void first() {
                        text = "shared";
                    }

                    @Actor
                    public void second(L_Result r) {
                        r.r1 = text;
                    }
                }
            }
            """;
    private static final String LARGE = """
            package foreign;

            import org.openjdk.jcstress.annotations.*;
            import org.openjdk.jcstress.infra.results.*;

            @JCStressTest
            @Outcome(id = {"0, 0", "0, 1", "1, 0", "1, 1"}, expect = Expect.ACCEPTABLE)
            @State
            public class Large {
                final int[] a = new int[600_000];

                @Actor
                public void first(II_Result r) {
                    a[0] = 1;
                    r.r1 = a[a.length - 1];
                }

                @Actor
                public void second(II_Result r) {
                    a[a.length - 1] = 1;
                    r.r2 = a[0];
                }
            }
            """;
    private static final String RIGHT = "\"1\", \"2\"";
    private static final String WRONG = "\"3\"";

    @TempDir
    private Path directory;

    @Test
    void aTableThatIsWrongOnPurposeFailsTheRun() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = run(product, compile(WRONG, "-proc:none"));
        assertEquals(1, outcome.exitCode(), outcome.out() + outcome.err());
        RunRecord record = product.record();
        assertEquals(
                Grade.FAILED, record.verdictOf("foreign/Counting").orElseThrow().grade());
        assertTrue(outcome.out().contains("nobody expected this"), outcome.out());
    }

    @Test
    void annotationsAloneAreEnough() throws Exception {
        Product product = new Product(directory);
        Path classes = compile(RIGHT, "-proc:none");
        assertFalse(Files.exists(classes.resolve("META-INF/TestList")));
        Started.Outcome outcome = run(product, classes);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        RunRecord record = product.record();
        assertEquals(List.of("foreign.Counting/OnReferences", "foreign/Counting"), scenarios(record));
        assertEquals(
                Grade.PASSED, record.verdictOf("foreign/Counting").orElseThrow().grade());
        assertTrue(
                record.verdictOf("foreign.Counting/OnReferences")
                        .orElseThrow()
                        .reason()
                        .contains("text"),
                outcome.out());
        for (TrialFinished trial : record.trialsOf("foreign/Counting")) {
            Observation.Outcomes seen =
                    (Observation.Outcomes) trial.observation().value();
            assertEquals(
                    seen.samples(),
                    seen.counts().stream()
                            .mapToLong(Observation.OutcomeCount::count)
                            .sum());
        }
    }

    /** What the processor generates beside the tests are runners of stock jcstress, no tests. */
    @Test
    void outputOfTheAnnotationProcessorAddsNoScenario() throws Exception {
        Product product = new Product(directory);
        Path classes = compile(RIGHT, "-processor", "org.openjdk.jcstress.infra.processors.JCStressTestProcessor");
        assertTrue(Files.exists(classes.resolve("META-INF/TestList")), "the processor did not run");
        Started.Outcome outcome = run(product, classes);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(List.of("foreign.Counting/OnReferences", "foreign/Counting"), scenarios(product.record()));
    }

    /** How large a state is shows only when it is constructed. */
    @ParameterizedTest
    @ValueSource(strings = {"processes", "threads"})
    void makesRoomForStatesOfMegabytes(String mode) throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = run(product, compileSource(LARGE, "-proc:none"), "--mode", mode);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(
                Grade.PASSED,
                product.record().verdictOf("foreign/Large").orElseThrow().grade(),
                outcome.out());
    }

    private static List<String> scenarios(RunRecord record) {
        return record.scenarios().stream()
                .map(ScenarioPlanned::scenario)
                .sorted()
                .toList();
    }

    private static Started.Outcome run(Product product, Path classes, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--test-classpath", classes.toString(), "--select", "foreign*", "--profile", "quick"));
        arguments.addAll(List.of("--plain", "--out", product.out().toString()));
        arguments.addAll(List.of(more));
        return product.run(arguments.toArray(String[]::new));
    }

    private Path compile(String expected, String... options) throws IOException {
        return compileSource(SOURCE.formatted(expected), options);
    }

    private Path compileSource(String text, String... options) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        String name = text.contains("class Large") ? "Large" : "Counting";
        Path source = Files.writeString(directory.resolve(name + ".java"), text);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-nowarn", "-d", classes.toString(), "-classpath", jcstress()));
        arguments.addAll(List.of(options));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            assertTrue(
                    compiler.getTask(messages, files, null, arguments, null, files.getJavaFileObjects(source))
                            .call(),
                    messages::toString);
        }
        return classes;
    }

    private static String jcstress() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "dist", "workers"))) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.contains("jcstress-core"))
                    .collect(Collectors.joining());
        }
    }
}
