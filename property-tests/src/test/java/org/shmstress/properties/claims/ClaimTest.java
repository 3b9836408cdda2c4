package org.shmstress.properties.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Traits;
import org.shmstress.properties.claims.Claim.Check;
import org.shmstress.properties.claims.Claim.Control;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.properties.lifecycle.ModelMachine;
import org.shmstress.run.script.ScriptSession;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.TrialVerdict;

/** Claims on a machine inside this process. Those about memory and traffic need a real one: they are in {@code LifecycleIT}. */
class ClaimTest {

    private static final Script CREATED = Script.parse("0: create alpha as a\n1: open alpha as b");
    private static final Control ABSENT = new Control("nothing is there", Script.parse("1: open alpha as b"));
    private static final Check OPENED = e -> e.unless("1: open", "ok", new Answer.Ok()::equals).stream();

    static Stream<Claim> claimsAboutNames() {
        return Stream.of(Names.openedByOthers(), Names.createdEmpty(), Names.unlinkedNameIsGone());
    }

    @ParameterizedTest
    @MethodSource
    void claimsAboutNames(Claim claim) {
        Scripts seen = explored(claim);
        assertEquals(Grade.PASSED, grade(claim, seen), seen::toString);
        long caught = seen.witness().stream()
                .filter(fact -> fact.startsWith("control ") && fact.contains(": caught, "))
                .count();
        assertEquals(claim.controls().size(), caught, seen::toString);
        assertEquals("checked: " + claim.title(), seen.witness().get(0));
    }

    @Test
    void anObjectionFailsTheClaimAndShowsTheAnswer() {
        Check never = e -> Stream.of(new Objection(1, "something else"));
        Scripts seen = explored(claim(never, List.of(ABSENT)));
        assertEquals(Grade.FAILED, grade(claim(never, List.of(ABSENT)), seen));
        assertEquals(
                List.of("something else"),
                seen.failing().orElseThrow().steps().get(1).allowed());
    }

    @Test
    void aControlThatIsCaughtProvesTheCheck() {
        Claim claim = claim(OPENED, List.of(ABSENT));
        assertEquals(Grade.PASSED, grade(claim, explored(claim)));
    }

    @Test
    void aDoubtThatStaysMakesTheClaimUnknownAndIsTold() {
        Claim claim = claim(OPENED, List.of(ABSENT)).reading(e -> List.of("a figure"), e -> Optional.of("nobody met"));
        Scripts seen = explored(claim);
        assertEquals(Grade.UNKNOWN, grade(claim, seen));
        assertEquals("nobody met", verdict(claim, seen).reason());
        assertTrue(seen.measured().contains("fact=evidence: a figure"), seen::toString);
    }

    @Test
    void aControlThatIsNotCaughtMakesTheClaimUnknown() {
        Claim claim = claim(OPENED, List.of(ABSENT, new Control("nothing is different", CREATED)));
        Scripts seen = explored(claim);
        assertEquals(Grade.UNKNOWN, grade(claim, seen));
        assertTrue(seen.measured().toString().contains("control nothing is different: not caught"), seen::toString);
        assertEquals(
                "the check let a control pass: nothing is different",
                verdict(claim, seen).reason());
    }

    private static Claim claim(Check check, List<Control> controls) {
        return new Claim("claims/S99", "a title", "", Claim.ONE_PATH, CREATED, 1, check, controls);
    }

    private static Grade grade(Claim claim, Scripts seen) {
        return verdict(claim, seen).grade();
    }

    private static TrialVerdict verdict(Claim claim, Scripts seen) {
        return Judge.judge(claim.scenario(), seen);
    }

    private static Scripts explored(Claim claim) {
        ScriptTest scenario = claim.scenario();
        ReferenceModel model =
                new PosixModel(Collections.nCopies(scenario.workers(), new Traits(AccessPath.BYTE_BUFFER, 17)), 4096);
        ModelMachine machine = new ModelMachine(model, scenario.workers());
        ScriptSession session = new ScriptSession(machine.puppets(), model, machine);
        return scenario.exploration().explore(session, 1, Duration.ofSeconds(1));
    }
}
