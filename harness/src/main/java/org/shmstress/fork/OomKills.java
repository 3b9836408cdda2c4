package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many processes the kernel's OOM killer has taken, as far as this process may know. */
final class OomKills {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final String COUNTER = "oom_kill ";

    private OomKills() {}

    /**
     * Kills in our own cgroup (where workers are too), v2 or v1, and on the whole machine. The sources overlap: only a
     * difference from nought between two readings means anything.
     */
    static long reading() {
        long sum = counter(Path.of("/proc/vmstat"));
        for (String line : lines(Path.of("/proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[1].isEmpty()) {
                sum += counter(CGROUPS.resolve("." + parts[2]).resolve("memory.events"));
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                sum += v1(parts[2]);
            }
        }
        return sum;
    }

    /** In a container the path in /proc/self/cgroup is the host's and the mount shows our own cgroup as its root. */
    private static long v1(String path) {
        Path mount = CGROUPS.resolve("memory");
        Path own = mount.resolve("." + path).resolve("memory.oom_control");
        return counter(Files.exists(own) ? own : mount.resolve("memory.oom_control"));
    }

    private static long counter(Path file) {
        return lines(file).stream()
                .filter(line -> line.startsWith(COUNTER))
                .mapToLong(
                        line -> Long.parseLong(line.substring(COUNTER.length()).strip()))
                .sum();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException absent) {
            // Not every kernel or container shows this file: then it counts nothing, and such a death reads SIGKILL.
            return List.of();
        }
    }
}
