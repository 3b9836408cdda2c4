package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of the README, as it is printed there. */
class TutorialIT {

    private static final Pattern LISTING = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DRAW = Pattern.compile(
            " +int ticket = s.getIntVolatile\\(NEXT\\);\n +s.putIntVolatile\\(NEXT, ticket \\+ 1\\);\n");

    @TempDir
    private Path directory;

    /** With the class path as it is printed, relative to where the command is given. */
    @Test
    void brokenLockFailsAndTheMendedOnePasses() throws Exception {
        String broken = listing("class TicketLock");
        assertEquals(1, run(broken).exitCode());
        String mended = DRAW.matcher(broken).replaceFirst(listing("getAndAddInt"));
        assertTrue(mended.contains("getAndAddInt"), "the mending does not fit");
        Started.Outcome outcome = run(mended);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
    }

    private static String listing(String part) throws IOException {
        List<String> found = LISTING.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map((MatchResult m) -> m.group(1))
                .filter(text -> text.contains(part))
                .toList();
        assertEquals(1, found.size(), part);
        return found.get(0);
    }

    private Started.Outcome run(String source) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(directory, "lock");
        compile(Files.writeString(place.resolve("TicketLock.java"), source), place.resolve("classes"));
        return new Product(place)
                .run(
                        "run",
                        "--test-classpath",
                        "classes",
                        "--select",
                        "mine/*",
                        "--profile",
                        "quick",
                        "--repeat",
                        "3",
                        "--plain",
                        "--out",
                        place.resolve("out").toString());
    }

    private static void compile(Path source, Path classes) throws IOException {
        Files.createDirectory(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> arguments =
                List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", workerJars());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            assertTrue(
                    compiler.getTask(messages, files, null, arguments, null, files.getJavaFileObjects(source))
                            .call(),
                    messages::toString);
        }
    }

    private static String workerJars() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "dist", "workers"))) {
            return jars.map(Path::toString).collect(Collectors.joining(":"));
        }
    }
}
