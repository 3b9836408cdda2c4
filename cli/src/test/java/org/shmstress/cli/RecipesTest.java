package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The recipes for CI servers parse, and the commands in them are commands of this build. */
class RecipesTest {
    private static final Path DOCS = Path.of("..", "docs", "ci");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static Object yaml(String name) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(Files.readString(DOCS.resolve(name)));
    }

    private static Object at(Object tree, Object... keys) {
        Object at = tree;
        for (Object key : keys) {
            at = at instanceof List<?> list ? list.get((Integer) key) : ((Map<?, ?>) at).get(key);
            Objects.requireNonNull(at, "nothing at " + key);
        }
        return at;
    }

    /** Fails if the command line cannot be used; gives the value of {@code --shard}. */
    private static String accepted(String command) {
        List<String> words = List.of(BLANKS.split(command.replace("\"", "").strip()));
        assertEquals("./shmstress", words.get(0), command);
        var run = Main.commandLine()
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new))
                .subcommand();
        assertEquals("run", run.commandSpec().name());
        for (String option : List.of("--expect-at-least", "--plain", "--out", "--profile")) {
            assertTrue(run.hasMatchedOption(option), option + " is missing: " + command);
        }
        return run.matchedOption("--shard").originalStringValues().get(0);
    }

    @Test
    void gitHubRunsEveryShardAndKeepsTheRun() throws Exception {
        Object job = at(yaml("github-actions.yml"), "jobs", "shmstress");
        List<?> shards = (List<?>) at(job, "strategy", "matrix", "shard");
        assertEquals(List.of("1/3", "2/3", "3/3"), shards);
        assertEquals(false, at(job, "strategy", "fail-fast"));
        List<?> steps = (List<?>) at(job, "steps");
        String command = steps.stream()
                .map(step -> String.valueOf(((Map<?, ?>) step).get("run")))
                .filter(run -> run.startsWith("./shmstress"))
                .findFirst()
                .orElseThrow();
        for (Object shard : shards) {
            assertEquals(shard, accepted(command.replace("${{ matrix.shard }}", (String) shard)));
        }
        String out = at(steps.get(steps.size() - 1), "with", "path").toString();
        assertTrue(command.contains("--out " + out), out);
    }

    @Test
    void gitLabRunsEveryShardAndCollectsTheResults() throws Exception {
        Object job = at(yaml("gitlab-ci.yml"), "shmstress");
        String command = at(job, "script", 0).toString();
        String total = at(job, "parallel").toString();
        assertEquals(
                "2/" + total, accepted(command.replace("$CI_NODE_INDEX", "2").replace("$CI_NODE_TOTAL", total)));
        assertEquals("always", at(job, "artifacts", "when"));
        String out = at(job, "artifacts", "paths", 0).toString();
        assertTrue(command.contains("--out " + out), out);
        assertEquals(out + "/junit.xml", at(job, "artifacts", "reports", "junit"));
        assertEquals(75, at(job, "retry", "exit_codes"));
    }

    /** Parsed as Groovy, which a Jenkinsfile is; the names of the steps are those of Jenkins' own plugins. */
    @Test
    void jenkinsRunsEveryShardAndCollectsTheResults() throws Exception {
        Calls calls = new Calls();
        CompilationUnit unit = new CompilationUnit();
        unit.addSource("Jenkinsfile", Files.readString(DOCS.resolve("Jenkinsfile")));
        unit.compile(Phases.CONVERSION);
        SourceUnit source = unit.iterator().next();
        source.getAST().getStatementBlock().visit(calls);
        assertTrue(
                calls.names.containsAll(List.of("pipeline", "matrix", "sh", "junit", "archiveArtifacts")),
                calls.names::toString);
        String command = calls.texts.stream()
                .filter(text -> text.startsWith("./shmstress"))
                .findFirst()
                .orElseThrow();
        for (String shard : List.of("1", "2", "3")) {
            assertTrue(calls.texts.contains(shard), calls.texts::toString);
            assertEquals(shard + "/3", accepted(command.replace("$SHARD", shard)));
        }
        assertTrue(calls.texts.contains("results/ci/junit.xml"), calls.texts::toString);
        assertFalse(calls.texts.contains("4"), "a shard too many");
    }

    @Test
    void theReadmeLeadsToEachRecipe() throws Exception {
        assertTrue(Files.readString(Path.of("..", "README.md")).contains("(docs/ci/README.md)"));
        String overview = Files.readString(DOCS.resolve("README.md"));
        for (String name : List.of("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile")) {
            assertTrue(overview.contains("(" + name + ")"), name);
        }
    }

    /** Names of what is called, and all texts. */
    private static final class Calls extends CodeVisitorSupport {
        private final List<String> names = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            names.add(call.getMethodAsString());
            super.visitMethodCallExpression(call);
        }

        @Override
        public void visitConstantExpression(ConstantExpression constant) {
            texts.add(String.valueOf(constant.getValue()));
            super.visitConstantExpression(constant);
        }
    }
}
