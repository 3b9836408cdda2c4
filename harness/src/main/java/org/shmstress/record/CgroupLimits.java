package org.shmstress.record;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The limits that this process's control groups set, from its own group up to the root: the smallest counts. */
final class CgroupLimits {
    private static final long UNLIMITED_V1 = 1L << 62;

    private final Path root;

    CgroupLimits(Path root) {
        this.root = root;
    }

    /** Limits by name; none where nothing is limited. */
    Map<String, String> smallest() {
        Map<String, String> limits = new TreeMap<>();
        for (String line : KernelFacts.lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[1].isEmpty()) {
                memory(root.resolve("sys/fs/cgroup"), parts[2], "memory.max", limits);
                cpu(root.resolve("sys/fs/cgroup"), parts[2]).ifPresent(c -> limits.put("cgroup.cpu.max", c));
            } else if (parts.length == 3 && parts[1].equals("memory")) {
                memory(root.resolve("sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes", limits);
            }
        }
        return limits;
    }

    private static void memory(Path mount, String group, String file, Map<String, String> limits) {
        OptionalLong smallest = OptionalLong.empty();
        for (@Nullable Path at = inside(mount, group); at != null && at.startsWith(mount); at = at.getParent()) {
            OptionalLong here = number(first(at.resolve(file)));
            if (here.isPresent() && (smallest.isEmpty() || here.getAsLong() < smallest.getAsLong())) {
                smallest = here;
            }
        }
        smallest.ifPresent(bytes -> limits.put("cgroup.memory.max", Long.toString(bytes)));
    }

    /** Quota and period of the nearest group that sets them. */
    private static Optional<String> cpu(Path mount, String group) {
        for (@Nullable Path at = inside(mount, group); at != null && at.startsWith(mount); at = at.getParent()) {
            Optional<String> here = first(at.resolve("cpu.max")).filter(l -> !l.startsWith("max"));
            if (here.isPresent()) {
                return here;
            }
        }
        return Optional.empty();
    }

    /** In a container the group may be named as seen from outside; its files are then those of the mount itself. */
    private static Path inside(Path mount, String group) {
        Path at = mount.resolve(group.replaceFirst("^/+", "")).normalize();
        return at.startsWith(mount) ? at : mount;
    }

    private static Optional<String> first(Path file) {
        return KernelFacts.lines(file).stream().findFirst().map(String::strip);
    }

    private static OptionalLong number(Optional<String> text) {
        return text.filter(t -> t.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .filter(n -> n < UNLIMITED_V1)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
