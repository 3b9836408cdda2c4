package org.shmstress.properties.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.properties.Findings;
import org.shmstress.properties.lifecycle.ModelMachine;
import org.shmstress.run.script.ScriptSession;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/** The tester's test: properties are tried on machines inside this process, with and without a planted defect. */
class SearchesTest {

    private static final int WORKERS = 3;
    private static final ReferenceModel RIGHT =
            new PosixModel(Collections.nCopies(WORKERS, new Traits(AccessPath.BYTE_BUFFER, 17)), 4096);

    private static final int MANY = 20_000;

    static Stream<Search> agreesWithAMachineThatIsRight() {
        return Searches.all();
    }

    /** One process does not overlap with itself; all else must be seen. */
    @ParameterizedTest
    @MethodSource
    void agreesWithAMachineThatIsRight(Search search) {
        Scripts seen = explore(search, RIGHT, RIGHT, 7, 600);
        assertTrue(seen.failing().isEmpty(), seen::toString);
        assertEquals(600, seen.tries());
        List<String> unseen =
                seen.measured().stream().filter(line -> line.endsWith("=0")).toList();
        assertTrue(
                unseen.stream().allMatch(line -> line.equals("groups of steps overlapped in time=0")),
                unseen::toString);
    }

    @ParameterizedTest
    @EnumSource
    void findsADefectOfTheKernelAndShrinksIt(Defect defect) {
        assertFoundAndSmall(explore(defect.finder(), RIGHT, defect.in(RIGHT), 11, MANY));
    }

    @ParameterizedTest
    @EnumSource
    void findsADefectOfTheModelAndShrinksIt(Defect defect) {
        assertFoundAndSmall(explore(defect.finder(), defect.in(RIGHT), RIGHT, 13, MANY));
    }

    @Test
    void shrinksToTheSameScriptFromTheSameSeed() {
        ReferenceModel wrong = Defect.BYTE_4095_LOST.in(RIGHT);
        Search search = Defect.BYTE_4095_LOST.finder();
        assertEquals(
                explore(search, RIGHT, wrong, 5, MANY).failing().map(ScriptTrace::script),
                explore(search, RIGHT, wrong, 5, MANY).failing().map(ScriptTrace::script));
    }

    @Test
    void aMinimalScriptFailsWhenItIsReadBackFromItsText() {
        ReferenceModel wrong = Defect.NAME_KEPT_AFTER_UNLINK.in(RIGHT);
        Search search = Defect.NAME_KEPT_AFTER_UNLINK.finder();
        String text =
                explore(search, RIGHT, wrong, 3, MANY).failing().orElseThrow().script();
        assertFalse(session(RIGHT, wrong).run(Script.parse(text)).agrees(), text);
    }

    @Test
    void mostScriptsAreLongEnoughToMeetAnother() {
        List<Integer> lengths = new ArrayList<>();
        RandomScripts.search()
                .property()
                .withMaxTries(300)
                .explore(
                        session(RIGHT, RIGHT),
                        1,
                        Duration.ofMinutes(5),
                        new Findings(),
                        trace -> lengths.add(trace.steps().size()));
        assertTrue(lengths.stream().filter(n -> n >= 8).count() > 150, lengths::toString);
    }

    private static void assertFoundAndSmall(Scripts seen) {
        ScriptTrace minimal = seen.failing().orElseThrow(() -> new AssertionError("not found in " + seen.tries()));
        assertTrue(minimal.steps().size() <= 6, minimal::script);
        assertFalse(minimal.agrees());
        int found = seen.original()
                .map(o -> o.steps().size())
                .orElse(minimal.steps().size());
        assertTrue(minimal.steps().size() <= found, minimal::script);
    }

    private static Scripts explore(Search search, ReferenceModel judge, ReferenceModel kernel, long seed, int tries) {
        return search.explore(session(judge, kernel), seed, Duration.ofMinutes(5), tries);
    }

    private static ScriptSession session(ReferenceModel judge, ReferenceModel kernel) {
        ModelMachine machine = new ModelMachine(kernel, WORKERS);
        return new ScriptSession(machine.puppets(), judge, machine);
    }
}
