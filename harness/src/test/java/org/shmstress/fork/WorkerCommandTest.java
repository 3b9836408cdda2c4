package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.plan.Jit;
import org.shmstress.plan.JitMode;
import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.RunTag;
import org.shmstress.segment.SegmentName;

class WorkerCommandTest {

    private final WorkerHost host = new WorkerHost(
            Path.of("/run/workers"), "r1:7:99", "a.Main", List.of(Path.of("/x y/a.jar"), Path.of("/b.jar")), true);

    @Test
    void asksForFlagsThatTheChildsVersionKnows() {
        assertFalse(mentions(command(17, host), "--enable-native-access"));
        assertFalse(mentions(command(17, host), "--sun-misc-unsafe-memory-access"));
        assertFalse(mentions(command(21, host), "--enable-native-access"));
        assertTrue(mentions(command(25, host), "--enable-native-access=ALL-UNNAMED"));
        assertTrue(mentions(command(25, host), "--sun-misc-unsafe-memory-access=allow"));
    }

    @Test
    void keepsTheExitCodeOfACrash() {
        assertFalse(mentions(command(17, host), "CreateCoredumpOnCrash"));
        assertTrue(mentions(command(17, host), "ulimit -c 0"));
    }

    @Test
    void carriesTheTagByWhichLeftoversAreFound() {
        assertTrue(command(17, host).contains("-Dshmstress.run=r1:7:99"));
    }

    @Test
    void tagsAsTheSearchForLeftoversExpects() {
        String tag = WorkerHost.tag(SegmentName.runText(4711));
        assertEquals(RunTag.ofThisProcess(4711).argument(), "-Dshmstress.run=" + tag);
    }

    @Test
    void asksForTheDeathSignalOnlyWhereThereIsOne() {
        assertTrue(command(17, host).contains("--pdeathsig"));
        assertFalse(command(17, host.withoutDeathSignal()).contains("--pdeathsig"));
    }

    @Test
    void endsWithClassPathMainClassAndAccessPath() {
        List<String> command = command(17, host);
        assertEquals(
                List.of("-classpath", "/x y/a.jar:/b.jar", "a.Main", "UNSAFE"),
                command.subList(command.size() - 4, command.size()));
    }

    @Test
    void asksForTheCompilerOfTheSpec() {
        assertTrue(command(new Jit(JitMode.INTERPRETER, 0)).contains("-Xint"));
        assertTrue(command(new Jit(JitMode.C1, 0)).contains("-XX:TieredStopAtLevel=1"));
        assertTrue(command(new Jit(JitMode.C2, 0)).contains("-XX:-TieredCompilation"));
        assertFalse(mentions(command(Jit.TIERED), "Tiered"));
        List<String> stress = command(new Jit(JitMode.C2_STRESS, 77));
        assertTrue(stress.containsAll(List.of(
                "-XX:-TieredCompilation", "-XX:+UnlockDiagnosticVMOptions", "-XX:+StressLCM", "-XX:StressSeed=77")));
        assertFalse(mentions(stress, "StressGCM"), "this JVM does not know it");
    }

    private List<String> command(Jit jit) {
        Jvm jvm = new Jvm(Path.of("/jdk17"), 17, "17.0.1", "Vendor", List.of("StressLCM"));
        return WorkerCommand.of(new WorkerSpec(jvm, AccessPath.UNSAFE, jit), host, List.of());
    }

    private static List<String> command(int feature, WorkerHost host) {
        Jvm jvm = new Jvm(Path.of("/jdk" + feature), feature, feature + ".0.1", "Vendor");
        return WorkerCommand.of(new WorkerSpec(jvm, AccessPath.UNSAFE), host, List.of());
    }

    private static boolean mentions(List<String> command, String text) {
        return command.stream().anyMatch(word -> word.contains(text));
    }
}
