package org.shmstress.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;

/**
 * The memory cgroups above this process, in either version of the interface (cgroups(7)).
 *
 * <p>Reads {@code /proc/self/cgroup} for the path, {@code /proc/self/mountinfo} for where the hierarchy is mounted and which
 * part of it that mount shows (in a container, often only the container's own group).
 */
final class Cgroups {

    /** File names of one version of the interface. */
    private enum Version {
        V1("memory.limit_in_bytes", "memory.usage_in_bytes", "total_"),
        V2("memory.max", "memory.current", "");

        final String limit;
        final String usage;
        final String statPrefix;

        Version(String limit, String usage, String statPrefix) {
            this.limit = limit;
            this.usage = usage;
            this.statPrefix = statPrefix;
        }
    }

    private final Path proc;
    private final Path root;

    /**
     * Groups as these files tell.
     *
     * @param proc directory with the files cgroup and mountinfo
     * @param root what mount points are relative to
     */
    Cgroups(Path proc, Path root) {
        this.proc = proc;
        this.root = root;
    }

    static Cgroups ofThisProcess() {
        return new Cgroups(Path.of("/proc/self"), Path.of("/"));
    }

    /** What each group that has a limit has left, this process's own group first. */
    List<Room.Bound> memoryBounds() {
        List<Room.Bound> bounds = new ArrayList<>();
        for (String line : lines(proc.resolve("cgroup"))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && fields[0].equals("0") && fields[1].isEmpty()) {
                bounds.addAll(bounds(Version.V2, fields[2]));
            } else if (fields.length == 3 && List.of(fields[1].split(",")).contains("memory")) {
                bounds.addAll(bounds(Version.V1, fields[2]));
            }
        }
        return bounds;
    }

    private List<Room.Bound> bounds(Version version, String group) {
        List<Room.Bound> bounds = new ArrayList<>();
        for (Mount mount : mounts(version)) {
            Path top = root.resolve(mount.point().substring(1));
            for (@Nullable Path at = mount.directoryOf(top, group);
                    at != null && at.startsWith(top);
                    at = at.getParent()) {
                bound(version, at).ifPresent(bounds::add);
            }
        }
        return bounds;
    }

    /** Limit minus usage, plus the page cache that the kernel drops before it refuses anybody memory. */
    private static Optional<Room.Bound> bound(Version version, Path group) {
        Optional<Long> limit = number(group.resolve(version.limit));
        Optional<Long> usage = number(group.resolve(version.usage));
        if (limit.isEmpty() || usage.isEmpty()) {
            return Optional.empty();
        }
        long left = limit.get() - usage.get() + droppable(version, group);
        return Optional.of(new Room.Bound("memory limit of cgroup " + group, Math.max(0, left)));
    }

    private static long droppable(Version version, Path group) {
        Path stat = group.resolve("memory.stat");
        if (!Files.isReadable(stat)) {
            return 0;
        }
        long sum = 0;
        for (String line : lines(stat)) {
            String[] fields = line.split(" ");
            boolean file = fields[0].equals(version.statPrefix + "inactive_file")
                    || fields[0].equals(version.statPrefix + "active_file");
            sum += file ? Long.parseLong(fields[1]) : 0;
        }
        return sum;
    }

    /** The number in a file; empty if there is no such file or it says {@code max}. */
    private static Optional<Long> number(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        return lines(file).stream()
                .findFirst()
                .map(String::trim)
                .filter(text -> !text.equals("max"))
                .map(Long::parseLong);
    }

    /** A mounted hierarchy: the part of it below {@code shown} appears at {@code point}. */
    private record Mount(String shown, String point) {

        Path directoryOf(Path top, String group) {
            boolean below = shown.equals("/") || group.equals(shown) || group.startsWith(shown + "/");
            String relative = shown.equals("/") ? group : below ? group.substring(shown.length()) : "";
            Path directory = top.resolve(relative.replaceFirst("^/+", "")).normalize();
            return directory.startsWith(top) && Files.isDirectory(directory) ? directory : top;
        }
    }

    private List<Mount> mounts(Version version) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines(proc.resolve("mountinfo"))) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ");
            String[] right = halves[1].split(" ");
            boolean memory = List.of(right[right.length - 1].split(",")).contains("memory");
            if (version == Version.V2 ? right[0].equals("cgroup2") : right[0].equals("cgroup") && memory) {
                mounts.add(new Mount(left[3], left[4]));
            }
        }
        return mounts;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file + ", which tells how much memory is left", e);
        }
    }
}
