package org.shmstress.properties.claims;

import java.util.Optional;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posix.PageSize;
import org.shmstress.properties.ControlGroup;
import org.shmstress.properties.Findings;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;

/**
 * A process of a control group that may use 32 MiB touches 64 MiB of an object. /dev/shm has the room, the group has not: pages of shared
 * memory are paid for by the group of who touches them first (cgroups(7)), and the kernel kills within it. The object stays, for the
 * others.
 */
final class GroupLimit {

    private static final String TITLE =
            "Touching more shared memory than its control group may use gets a process killed, and nobody else";

    private static final long LIMIT_BYTES = 32L << 20;
    private static final long ENOUGH_BYTES = 1L << 30;
    private static final long TOUCHED_BYTES = 64L << 20;

    private GroupLimit() {}

    static ScriptTest scenario() {
        return new ScriptTest(
                "hard/GroupLimit",
                TITLE,
                "One process makes an object and writes to it; another one, put into a control group of 32 MiB, touches 64 MiB of it, and is"
                        + " taken by the kernel's OOM killer, although /dev/shm has room. The first one finds the object as it was. Control:"
                        + " a group of 1 GiB.",
                Set.of("with-controls"),
                2,
                Claim.ONE_PATH,
                (runner, seed, budget) -> explore(runner));
    }

    private static Scripts explore(ScriptRunner runner) {
        Findings findings = new Findings();
        ScriptTrace limited = runner.lead(dialogue -> touchWithin(dialogue, LIMIT_BYTES));
        findings.triedOnce(limited);
        Optional<String> killed = touched(limited);
        ScriptTrace control = runner.lead(dialogue -> touchWithin(dialogue, ENOUGH_BYTES));
        findings.tried(control);
        boolean caught = control.steps().stream().anyMatch(step -> !step.agrees());
        findings.witness("checked: " + TITLE);
        killed.ifPresent(
                answer -> findings.witness("evidence: with 32 MiB the process that touches 64 MiB: " + answer));
        findings.witness("control a group of 1 GiB: "
                + (caught ? "caught, touching answered '" + touched(control).orElse("") + "'" : "not caught"));
        if (!caught) {
            throw new HarnessException("hard/GroupLimit let its control pass");
        }
        return findings.observation();
    }

    private static Optional<String> touched(ScriptTrace trace) {
        return trace.steps().stream()
                .filter(step -> step.step().startsWith("1: errand touch n 1 "))
                .map(ScriptTrace.StepSeen::answer)
                .findFirst();
    }

    private static void touchWithin(ScriptDialogue dialogue, long limitBytes) {
        perform(dialogue, "0: create alpha as a");
        perform(dialogue, "0: size a " + TOUCHED_BYTES);
        perform(dialogue, "0: map a " + TOUCHED_BYTES + " as m");
        perform(dialogue, "0: write m 0 long 0x5");
        perform(dialogue, "1: open alpha as b");
        perform(dialogue, "1: map b " + TOUCHED_BYTES + " as n");
        perform(dialogue, "1: errand touch n 0 1 read");
        try (ControlGroup group = limited(limitBytes)) {
            group.add(dialogue.pid(1));
            Answer answer =
                    perform(dialogue, "1: errand touch n 1 " + (TOUCHED_BYTES / PageSize.bytes() - 1) + " write");
            boolean killed = answer instanceof Answer.Died d && d.how().contains("OOM");
            dialogue.rule(dialogue.performed(), "death by the OOM killer", killed);
            Answer kept = perform(dialogue, "0: read m 0 long");
            dialogue.rule(dialogue.performed(), "what process 0 wrote", kept.equals(new Answer.Value(5)));
            if (!killed) {
                perform(dialogue, "1: kill");
            }
        }
    }

    private static Answer perform(ScriptDialogue dialogue, String step) {
        return dialogue.perform(Script.parse(step).steps().findFirst().orElseThrow());
    }

    private static ControlGroup limited(long bytes) {
        try {
            return ControlGroup.limitedTo(bytes);
        } catch (HarnessException e) {
            throw new CannotRunException(Capability.CGROUP + ": " + Capability.CGROUP.missing());
        }
    }
}
