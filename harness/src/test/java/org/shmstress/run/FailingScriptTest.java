package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

class FailingScriptTest {

    private static final String SEQUENTIAL = "0: create alpha as a\n1: create alpha as a";
    private static final String CONCURRENT = "together\n  0: create alpha as a\n  1: create alpha as a\nend";

    @TempDir
    private Path directory;

    @Test
    void theCommandNamesAFileThatReadsBackAsTheScript() throws Exception {
        String command = replay(SEQUENTIAL, ScriptTest.REPLAYS).orElseThrow();
        Path file = directory.resolve("my run").resolve("scripts").resolve("t0003.txt");
        assertEquals("./shmstress run --script '" + file + "' --path unsafe --jdk /opt/jdk-17", command);
        String text = Files.readString(file);
        assertEquals(Script.parse(SEQUENTIAL), Script.parse(text));
        assertTrue(text.contains("# 1: create alpha as a -> ok, allowed was failed EEXIST\n"), text);
    }

    @Test
    void whatFailsByChanceIsRepeated() {
        String command = replay(CONCURRENT, ScriptTest.REPLAYS).orElseThrow();
        assertTrue(command.endsWith(" --repeat 100"), command);
    }

    @Test
    void aScriptThatAloneShowsNothingIsNotReplayed() {
        assertEquals(Optional.empty(), replay(SEQUENTIAL, "claims"));
    }

    private Optional<String> replay(String script, String tag) {
        List<StepSeen> steps = List.of(
                step("0: create alpha as a", "ok", "ok", true),
                step("1: create alpha as a", "ok", "failed EEXIST", false));
        Scripts seen = new Scripts(
                List.of(),
                1,
                2,
                List.of(),
                Optional.of(new ScriptTrace(script, steps)),
                Optional.empty(),
                Optional.empty(),
                List.of());
        ScriptTest test = new ScriptTest(
                "properties/X",
                "",
                "",
                Set.of(tag),
                2,
                EnumSet.allOf(AccessPath.class),
                (runner, seed, budget) -> seen);
        return FailingScript.replay(new RunDirectory(directory.resolve("my run")), trial(), test, seen);
    }

    private static StepSeen step(String text, String answer, String allowed, boolean agrees) {
        return new StepSeen(1, 0, 0, text, answer, List.of(allowed), agrees, List.of(), 0, 1);
    }

    private static Trial trial() {
        Jvm jvm = new Jvm(Path.of("/opt/jdk-17"), 17, "17.0.1", "somebody");
        return new Trial(
                "t0003",
                "properties/X",
                0,
                Mode.PROCESSES,
                Collections.nCopies(2, jvm),
                Collections.nCopies(2, Jit.TIERED),
                AccessPath.UNSAFE,
                Placement.FREE,
                Schedule.FREE,
                42,
                1_000);
    }
}
