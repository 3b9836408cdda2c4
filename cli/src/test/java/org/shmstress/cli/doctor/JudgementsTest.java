package org.shmstress.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.cli.doctor.Finding.Level;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.segment.Leftover;
import org.shmstress.segment.Leftovers;
import org.shmstress.segment.Room;

class JudgementsTest {
    private static final Jvm SEVENTEEN = new Jvm(Path.of("/jdk17"), 17, "17.0.1+1", "none");
    private static final Jvm TWENTY_FIVE = new Jvm(Path.of("/jdk25"), 25, "25+1", "none");

    @Test
    void aMachineWithoutJdksIsUnusable() {
        assertEquals(Level.UNUSABLE, worst(Judgements.jdks(new JvmProbe.Found(List.of(), List.of()))));
    }

    @Test
    void oneVersionIsANoteAndTwoAreGood() {
        assertEquals(Level.NOTE, worst(Judgements.jdks(new JvmProbe.Found(List.of(SEVENTEEN), List.of()))));
        assertEquals(
                Level.GOOD, worst(Judgements.jdks(new JvmProbe.Found(List.of(SEVENTEEN, TWENTY_FIVE), List.of()))));
    }

    @Test
    void tellsWhatOfTheMatrixAJdkHasNoPartIn() {
        var findings = Judgements.jdks(new JvmProbe.Found(List.of(SEVENTEEN, TWENTY_FIVE), List.of()));
        assertTrue(findings.get(0).fact().endsWith("; without the access path ffm; without the JIT mode c2-stress"));
        assertTrue(findings.get(1).fact().endsWith("none; without the JIT mode c2-stress"));
    }

    @Test
    void aJdkThatCannotBeUsedIsToldButHindersNothing() {
        var findings =
                Judgements.jdks(new JvmProbe.Found(List.of(SEVENTEEN, TWENTY_FIVE), List.of("/jdk8: is Java 1.8")));
        assertEquals(Level.NOTE, worst(findings));
        assertTrue(findings.stream().anyMatch(f -> f.fact().equals("/jdk8: is Java 1.8")));
    }

    @Test
    void otherSystemsAreUnusableAndOtherArchitecturesANote() {
        assertEquals(Level.UNUSABLE, Judgements.system("Mac OS X", "amd64").level());
        assertEquals(Level.NOTE, Judgements.system("Linux", "aarch64").level());
        assertEquals(Level.GOOD, Judgements.system("Linux", "amd64").level());
    }

    @Test
    void oneCpuCannotShowOrdering() {
        assertEquals(Level.NOTE, Judgements.cpus(1).level());
        assertEquals(Level.GOOD, Judgements.cpus(2).level());
    }

    @Test
    void tooLittleRoomAnywhereIsAReasonToTryAgainLater() {
        Room.Bound enough = new Room.Bound("free space of /dev/shm", Judgements.LEAST_BYTES);
        Room.Bound little = new Room.Bound("memory limit of cgroup /a", Judgements.LEAST_BYTES - 1);
        assertEquals(Level.GOOD, worst(Judgements.room(List.of(enough))));
        assertEquals(Level.NO_ROOM, worst(Judgements.room(List.of(enough, little))));
    }

    @Test
    void anUnlimitedGroupIsNotToldInMebibytes() {
        var findings = Judgements.room(List.of(new Room.Bound("memory limit of cgroup /", Long.MAX_VALUE - 4095)));
        assertEquals("memory limit of cgroup /: not limited", findings.get(0).fact());
    }

    @Test
    void aSlowClockIsANote() {
        assertEquals(Level.NOTE, worst(Judgements.environment(environment("hpet"))));
        assertEquals(Level.GOOD, worst(Judgements.environment(environment("tsc"))));
    }

    @Test
    void aMissingDeathSignalIsANote() {
        assertEquals(Level.NOTE, Judgements.deathSignal(false).level());
        assertEquals(Level.GOOD, Judgements.deathSignal(true).level());
    }

    @Test
    void aLowLimitOfProcessesIsANote() {
        assertEquals(
                Level.NOTE, limit("Max processes             100                  200                  processes"));
        assertEquals(
                Level.GOOD, limit("Max processes             96365                96365                processes"));
        assertEquals(
                Level.GOOD, limit("Max processes             unlimited            unlimited            processes"));
    }

    @Test
    void leftoversAreToldEachWithItsRemedy() {
        var left = new Leftover.ManifestFile(Path.of("/cache/m1"));
        var findings = Judgements.leftovers(new Leftovers.Removal(List.of(left), List.of("cannot read /x")));
        assertEquals(2, findings.size());
        assertEquals(Level.NOTE, worst(findings));
        assertEquals(Level.GOOD, worst(Judgements.leftovers(new Leftovers.Removal(List.of(), List.of()))));
    }

    @Test
    void aCheckThatCannotBeMadeIsAFindingAndNoCrash() {
        var noProc = Doctor.guarded("processes", () -> {
            throw new HarnessException("no /proc");
        });
        var noNatives = Doctor.guarded("pinning", () -> {
            throw new UnsatisfiedLinkError("failed to map segment");
        });
        assertEquals(List.of(Level.UNUSABLE, Level.UNUSABLE), List.of(worst(noProc), worst(noNatives)));
        assertEquals("no /proc", noProc.get(0).fact());
        assertTrue(noNatives.get(0).advice().contains("noexec"));
    }

    private static Level limit(String line) {
        return Judgements.processes(List.of("Limit  Soft Limit  Hard Limit  Units", line))
                .level();
    }

    private static EnvironmentSeen environment(String clock) {
        return new EnvironmentSeen("Linux 6", "glibc 2.36", "a CPU", 2, 1, 1, List.of(), Map.of("clocksource", clock));
    }

    private static Level worst(List<Finding> findings) {
        return Finding.worst(findings);
    }
}
