package org.shmstress.properties.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.properties.Findings;
import org.shmstress.run.script.ScriptSession;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/** The tester's test: the property is tried on machines inside this process, with and without a planted defect. */
class RandomScriptsTest {

    private static final ReferenceModel RIGHT =
            new PosixModel(Collections.nCopies(3, new Traits(AccessPath.BYTE_BUFFER, 17)), 4096);

    @Test
    void agreesWithAMachineThatIsRight() {
        Scripts seen = explore(RIGHT, RIGHT, 7, 400);
        assertTrue(seen.failing().isEmpty(), seen::toString);
        assertEquals(400, seen.tries());
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void findsADefectOfTheKernelAndShrinksIt(Defect defect) {
        assertFoundAndSmall(explore(RIGHT, defect.in(RIGHT), 11, 20_000));
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void findsADefectOfTheModelAndShrinksIt(Defect defect) {
        assertFoundAndSmall(explore(defect.in(RIGHT), RIGHT, 13, 20_000));
    }

    @Test
    void shrinksToTheSameScriptFromTheSameSeed() {
        ReferenceModel wrong = Defect.BYTE_4095_LOST.in(RIGHT);
        assertEquals(
                explore(RIGHT, wrong, 5, 20_000).failing().map(ScriptTrace::script),
                explore(RIGHT, wrong, 5, 20_000).failing().map(ScriptTrace::script));
    }

    @Test
    void aMinimalScriptFailsWhenItIsReadBackFromItsText() {
        ReferenceModel wrong = Defect.NAME_KEPT_AFTER_UNLINK.in(RIGHT);
        String text = explore(RIGHT, wrong, 3, 20_000).failing().orElseThrow().script();
        assertFalse(session(RIGHT, wrong).run(Script.parse(text)).agrees(), text);
    }

    @Test
    void mostScriptsAreLongEnoughToMeetAnother() {
        List<Integer> lengths = new ArrayList<>();
        RandomScripts.property()
                .withMaxTries(300)
                .explore(
                        session(RIGHT, RIGHT),
                        1,
                        Duration.ofMinutes(5),
                        new Findings(),
                        trace -> lengths.add(trace.steps().size()));
        assertTrue(lengths.stream().filter(n -> n >= 8).count() > 150, lengths::toString);
    }

    @Test
    void scriptsOnAMachineWhereProcessesShareGiveAWitness() {
        Sharing sharing = new Sharing();
        RandomScripts.property()
                .withMaxTries(1_000)
                .explore(session(RIGHT, RIGHT), 1, Duration.ofMinutes(5), new Findings(), sharing::watch);
        assertEquals(2, sharing.witness().size(), sharing.witness()::toString);
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

    private static Scripts explore(ReferenceModel judge, ReferenceModel kernel, long seed, int tries) {
        Findings findings = new Findings();
        RandomScripts.property()
                .withMaxTries(tries)
                .explore(session(judge, kernel), seed, Duration.ofMinutes(5), findings, trace -> {});
        return findings.observation();
    }

    private static ScriptSession session(ReferenceModel judge, ReferenceModel kernel) {
        ModelMachine machine = new ModelMachine(kernel, 3);
        return new ScriptSession(machine.puppets(), judge, machine);
    }
}
