package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import org.shmstress.cli.doctor.Finding;
import org.shmstress.segment.Leftover;
import org.shmstress.segment.Leftovers;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Command(name = "fail")
    private record Failing(Throwable trouble) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (trouble instanceof Error error) {
                throw error;
            }
            throw (Exception) trouble;
        }
    }

    @Test
    void saysInOneLineThatACommandIsMissing() {
        assertEquals(ExitCodes.USAGE, main.execute());
        assertEquals("shmstress: a command is missing (see 'shmstress --help')\n", err.toString());
    }

    @Test
    void saysInOneLineWhatIsWrongWithACommandLine() {
        for (String[] wrong : List.of(
                new String[] {"--nonsense"},
                new String[] {"nonsense"},
                new String[] {"doctor", "--nonsense"},
                new String[] {"clean", "more"})) {
            err.getBuffer().setLength(0);
            assertEquals(ExitCodes.USAGE, main.execute(wrong), String.join(" ", wrong));
            assertEquals(1, err.toString().lines().count(), err.toString());
            assertTrue(err.toString().contains(wrong[wrong.length - 1]), err.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandExplainsItself() {
        return main.getSubcommands().keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertAll(
                                () -> assertEquals(ExitCodes.PASSED, main.execute(name, "--help")),
                                () -> assertTrue(out.toString().contains("Usage: shmstress " + name), out.toString()),
                                () -> assertTrue(
                                        Main.commandLine()
                                                .getUsageMessage()
                                                .lines()
                                                .anyMatch(line -> line.matches("  " + name + " +\\S.*")),
                                        "has no line in the list of commands"))));
    }

    @Test
    void turnsKindsOfTroubleIntoExitCodes() {
        assertAll(
                () -> assertEquals(2, failWith(new HarnessException(Kind.USAGE, "no such thing"))),
                () -> assertEquals(75, failWith(new HarnessException(Kind.NO_ROOM, "no room"))),
                () -> assertEquals(70, failWith(new HarnessException("broken"))),
                () -> assertEquals(70, failWith(new IllegalStateException("surprise"))));
    }

    @Test
    void tellsTroubleInOneLineWithoutATrace() {
        failWith(new HarnessException("first\n  second", new IllegalStateException("cause")));
        assertEquals("shmstress fail: first second\n", err.toString());
        err.getBuffer().setLength(0);
        failWith(new IllegalStateException("surprise"));
        assertEquals(1, err.toString().lines().count());
        assertTrue(err.toString().contains("surprise"), err.toString());
        assertTrue(err.toString().contains(Complaint.TRACE + "=1"), err.toString());
    }

    @Test
    void doctorTellsMachinesWhatItTellsPeople() {
        List<Finding> findings = List.of(new Finding("room", Finding.Level.NO_ROOM, "/dev/shm: 1 MiB", "free some"));
        var json = JsonMapper.builder().build().readTree(DoctorCommand.asJson(findings, Finding.worst(findings)));
        String text = DoctorCommand.asText(findings, Finding.worst(findings));
        assertAll(
                () -> assertEquals(75, json.get("exitCode").asInt()),
                () -> assertEquals("free some", json.at("/findings/0/advice").asString()),
                () -> assertTrue(text.contains("!! room  /dev/shm: 1 MiB\n"), text),
                () -> assertTrue(text.contains("free some"), text),
                () -> assertTrue(text.contains("no room"), text));
    }

    @Test
    void doctorEndsBadlyOnlyWhenARunCannotWork() {
        assertAll(
                () -> assertEquals(0, DoctorCommand.exitCode(Finding.Level.GOOD)),
                () -> assertEquals(0, DoctorCommand.exitCode(Finding.Level.NOTE)),
                () -> assertEquals(75, DoctorCommand.exitCode(Finding.Level.NO_ROOM)),
                () -> assertEquals(70, DoctorCommand.exitCode(Finding.Level.UNUSABLE)));
    }

    @Test
    void cleanTellsWhatItDidAndWhatItCouldNot() {
        var gone = new Leftover.ManifestFile(Path.of("/cache/gone"));
        var stuck = new Leftover.ManifestFile(Path.of("/cache/stuck"));
        var removal = new Leftovers.Removal(
                List.of(gone, stuck), List.of("cannot remove " + stuck.describe() + ": not permitted"));
        assertEquals(70, CleanCommand.tell(removal, false, main));
        assertEquals("removed manifest /cache/gone\n", out.toString());
        assertEquals("shmstress clean: cannot remove manifest /cache/stuck: not permitted\n", err.toString());
    }

    @Test
    void cleanSaysWhenNothingWasLeftAndWhatItWouldDo() {
        assertEquals(0, CleanCommand.tell(new Leftovers.Removal(List.of(), List.of()), false, main));
        var left = new Leftover.ManifestFile(Path.of("/cache/left"));
        assertEquals(0, CleanCommand.tell(new Leftovers.Removal(List.of(left), List.of()), true, main));
        assertEquals("nothing was left\nwould remove manifest /cache/left\n", out.toString());
        assertFalse(out.toString().contains("removed"));
    }

    /** The JVM's own exit code for an error is 1, by which CI servers know that defects were found. */
    @Test
    void anErrorIsTheHarnesssOwnTrouble() {
        for (Error error : List.of(
                new OutOfMemoryError("Java heap space"), new StackOverflowError(), new NoClassDefFoundError("a/B"))) {
            err.getBuffer().setLength(0);
            int exitCode = Main.run(
                    () -> Main.commandLine().addSubcommand(new Failing(error)), new PrintWriter(err, true), "fail");
            assertEquals(ExitCodes.HARNESS, exitCode, error.toString());
            assertEquals(1, err.toString().lines().count(), err.toString());
        }
    }

    @Test
    void anErrorBeforeAnyCommandIsOneToo() {
        int exitCode = Main.run(
                () -> {
                    throw new ExceptionInInitializerError("surprise");
                },
                new PrintWriter(err, true));
        assertEquals(ExitCodes.HARNESS, exitCode);
        assertTrue(err.toString().contains("surprise"), err.toString());
    }

    private int failWith(RuntimeException trouble) {
        CommandLine root = Main.commandLine().addSubcommand(new Failing(trouble));
        return root.setErr(new PrintWriter(err, true)).execute("fail");
    }
}
