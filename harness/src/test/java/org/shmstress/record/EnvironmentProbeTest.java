package org.shmstress.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.plan.Jvm;
import org.shmstress.record.Entry.EnvironmentSeen;

class EnvironmentProbeTest {
    @TempDir
    Path root;

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private EnvironmentSeen probe() {
        return EnvironmentProbe.probe(root, List.of());
    }

    @Test
    void describesThisMachine() {
        Jvm jvm = new Jvm(Path.of("/opt/jdk"), 17, "17.0.1+1", "Someone");
        EnvironmentSeen seen = EnvironmentProbe.probe(List.of(jvm));
        assertTrue(seen.kernel().startsWith("Linux "), seen.kernel());
        assertTrue(seen.memoryBytes() > 0);
        assertTrue(seen.shmBytes() > 0);
        assertTrue(seen.cpus() > 0);
        assertEquals(List.of("17.0.1+1, Someone, /opt/jdk"), seen.jdks());
        assertFalse(seen.detail("libc.build").isEmpty(), "which build of the C library");
        assertTrue(seen.detail("jvm.flags.17").startsWith("-XX:+UseSerialGC -Xms16m -Xmx256m "), seen::toString);
    }

    @Test
    void machineThatSaysNothingStillHasADescription() {
        EnvironmentSeen seen = probe();
        assertEquals("", seen.kernel());
        assertEquals(0, seen.shmBytes());
        assertFalse(seen.details().containsKey("clocksource"));
        assertTrue(seen.details().containsKey("shm.unknown"));
    }

    @Test
    void countsTheCpusThatTheProcessMayUse() throws IOException {
        put("proc/self/status", "Name:\tx\nCpus_allowed_list:\t0-3,8\n");
        assertEquals(5, probe().cpus());
    }

    @Test
    void commandLineKeepsOnlyWhatBearsOnTheResults() throws IOException {
        put("proc/cmdline", "root=/dev/x mitigations=off password=hunter2 nosmt\n");
        assertEquals("mitigations=off nosmt", probe().details().get("cmdline"));
    }

    @Test
    void commandLineKeepsWhatSlowsOrIsolatesCpus() throws IOException {
        String words =
                "pti=off spectre_v2=off intel_idle.max_cstate=0 processor.max_cstate=1 isolcpus=2,3 nohz_full=2,3";
        put("proc/cmdline", "quiet " + words + " token=abc\n");
        assertEquals(words, probe().details().get("cmdline"));
    }

    @Test
    void tellsABuildOfTheCLibraryByItsBytes() throws IOException {
        put(
                "proc/self/maps",
                "7f00-7f01 r-xp 00000000 08:01 123                        /opt/with blank/lib/libc.so.6\n");
        put("opt/with blank/lib/libc.so.6", "abc");
        assertEquals(Optional.of("sha256 ba7816bf8f01cfea"), LibcBuild.digest(root));
        assertEquals(Optional.empty(), LibcBuild.digest(root.resolve("opt")));
    }

    @Test
    void tellsFlagsOfJvmsWithoutWhatIsNobodysBusiness() {
        Jvm old = new Jvm(Path.of("/opt/a"), 17, "17", "Someone", List.of("StressLCM"));
        Jvm late = new Jvm(Path.of("/opt/b"), 25, "25", "Someone");
        Map<String, String> told = JvmFlags.details(
                List.of(old, late),
                Map.of("JAVA_TOOL_OPTIONS", " -Xmx1g -Dpassword=hunter2  -XX:+UseZGC -XX:ErrorFile=/home/ana/e.log"));
        assertEquals(Set.of("jvm.flags.17", "jvm.flags.25", "jvm.variable.JAVA_TOOL_OPTIONS"), told.keySet());
        assertTrue(told.getOrDefault("jvm.flags.17", "").endsWith("; c2-stress: StressLCM"), told::toString);
        assertTrue(told.getOrDefault("jvm.flags.25", "").contains("--sun-misc-unsafe-memory-access=allow"));
        assertEquals("-Xmx1g -XX:+UseZGC (not for workers)", told.get("jvm.variable.JAVA_TOOL_OPTIONS"));
    }

    @Test
    void smallestMemoryLimitOfAllGroupsAboveCounts() throws IOException {
        put("proc/self/cgroup", "0::/a/b\n");
        put("sys/fs/cgroup/a/memory.max", "1000\n");
        put("sys/fs/cgroup/a/b/memory.max", "max\n");
        put("sys/fs/cgroup/a/cpu.max", "50000 100000\n");
        EnvironmentSeen seen = probe();
        assertEquals("1000", seen.details().get("cgroup.memory.max"));
        assertEquals("50000 100000", seen.details().get("cgroup.cpu.max"));
    }

    @Test
    void groupNamedFromOutsideTheContainerDoesNotLeadOutOfTheTree() throws IOException {
        put("proc/self/cgroup", "0::/../../secret\n");
        put("sys/fs/cgroup/memory.max", "77\n");
        assertEquals("77", probe().details().get("cgroup.memory.max"));
    }

    @Test
    void namesTheChosenHugePageModeAndTheMitigationsInForce() throws IOException {
        put("sys/kernel/mm/transparent_hugepage/shmem_enabled", "always [never] deny\n");
        put("sys/devices/system/cpu/vulnerabilities/spectre_v1", "Mitigation: usercopy\n");
        put("sys/devices/system/cpu/vulnerabilities/meltdown", "Not affected\n");
        put("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        assertEquals("never", probe().details().get("thp.shmem"));
        assertEquals("madvise", probe().details().get("thp.enabled"));
        assertEquals("spectre_v1: Mitigation: usercopy", probe().details().get("mitigations"));
    }
}
