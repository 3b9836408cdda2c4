package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;

final class RoomTest {

    @TempDir
    Path root;

    @Test
    void scarcestBoundDecidesAndIsNamedWithBothNumbers() {
        Room room =
                new Room(List.of(new Room.Bound("free space", 5_000), new Room.Bound("memory limit of group g", 900)));
        assertDoesNotThrow(() -> room.require(900));
        HarnessException refused = assertThrows(HarnessException.class, () -> room.require(901));
        assertEquals(HarnessException.Kind.NO_ROOM, refused.kind());
        assertTrue(refused.getMessage().contains("901 bytes are needed, 900 are present (memory limit of group g)"));
    }

    @Test
    void thisMachineHasARoomThatIsNotEndless() {
        Room room = Room.ofThisMachine();
        assertEquals("free space of /dev/shm", room.bounds().get(0).what());
        assertThrows(HarnessException.class, () -> room.require(Long.MAX_VALUE));
    }

    @Test
    void everyAncestorOfAUnifiedGroupCounts() throws IOException {
        proc("0::/outer/inner\n", "29 23 0:26 / /cg rw shared:4 - cgroup2 cgroup2 rw\n");
        group("cg", "max", "1", "");
        group("cg/outer", "1000", "400", "anon 300\ninactive_file 50\nactive_file 7\nfile 100\n");
        group("cg/outer/inner", "max", "300", "");
        assertEquals(List.of(new Room.Bound("memory limit of cgroup " + root.resolve("cg/outer"), 657)), bounds());
    }

    @Test
    void groupOverItsLimitHasNothingLeft() throws IOException {
        proc("0::/\n", "29 23 0:26 / /cg rw - cgroup2 cgroup2 rw\n");
        group("cg", "100", "400", "");
        assertEquals(0, bounds().get(0).presentBytes());
    }

    @Test
    void legacyGroupIsReadByItsOwnNames() throws IOException {
        proc(
                "5:cpu,cpuacct:/x\n4:memory:/job\n0::/\n",
                "30 23 0:27 / /cg/cpu rw - cgroup cgroup rw,cpu,cpuacct\n31 23 0:28 / /cg/memory rw - cgroup cgroup rw,memory\n");
        legacyGroup("cg/memory", "9223372036854771712", "1000");
        legacyGroup("cg/memory/job", "2000", "500");
        List<Room.Bound> bounds = bounds();
        assertEquals(2, bounds.size());
        assertEquals(new Room.Bound("memory limit of cgroup " + root.resolve("cg/memory/job"), 1_507), bounds.get(0));
    }

    @Test
    void mountThatShowsOnlyTheContainersGroupIsItsTop() throws IOException {
        proc("0::/docker/abc\n", "29 23 0:26 /docker/abc /cg rw - cgroup2 cgroup2 rw\n");
        group("cg", "5000", "1000", "");
        assertEquals(4_000, bounds().get(0).presentBytes());
    }

    @Test
    void groupOutsideOfWhatIsMountedCountsAsItsTop() throws IOException {
        proc("0::/../../elsewhere\n", "29 23 0:26 / /cg rw - cgroup2 cgroup2 rw\n");
        group("cg", "5000", "1000", "");
        assertEquals(1, bounds().size());
    }

    private List<Room.Bound> bounds() {
        return new Cgroups(root.resolve("proc"), root).memoryBounds();
    }

    private void proc(String cgroup, String mountinfo) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cgroup"), cgroup);
        Files.writeString(root.resolve("proc/mountinfo"), "23 1 0:20 / /proc rw - proc proc rw\n" + mountinfo);
    }

    private void group(String path, String max, String current, String stat) throws IOException {
        Path group = Files.createDirectories(root.resolve(path));
        Files.writeString(group.resolve("memory.max"), max + "\n");
        Files.writeString(group.resolve("memory.current"), current + "\n");
        Files.writeString(group.resolve("memory.stat"), stat);
    }

    private void legacyGroup(String path, String limit, String usage) throws IOException {
        Path group = Files.createDirectories(root.resolve(path));
        Files.writeString(group.resolve("memory.limit_in_bytes"), limit + "\n");
        Files.writeString(group.resolve("memory.usage_in_bytes"), usage + "\n");
        Files.writeString(
                group.resolve("memory.stat"), "inactive_file 1\ntotal_inactive_file 5\ntotal_active_file 2\n");
    }
}
