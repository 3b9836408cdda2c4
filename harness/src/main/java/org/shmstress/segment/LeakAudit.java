package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;

/**
 * What a run holds: its names, and this process's descriptors, mappings and child processes. Taken before and after, the
 * difference is what leaked. Other runs on the machine do not disturb it, since all but the children carries the run's id.
 */
public final class LeakAudit {

    /** Of {@code st_blocks}, whatever the file system's own are. */
    private static final int BLOCK_BYTES = 512;

    private final String prefix;
    private final Set<String> before;

    private LeakAudit(String prefix) {
        this.prefix = prefix;
        this.before = held();
    }

    /** Begins to watch a run that this process owns. */
    public static LeakAudit before(long runId) {
        return new LeakAudit(SegmentName.PREFIX + SegmentName.runText(runId) + "-");
    }

    /** What is held now that was not held before, one line each; empty if nothing leaked. */
    public List<String> after() {
        Set<String> now = held();
        now.removeAll(before);
        return List.copyOf(now);
    }

    private Set<String> held() {
        Set<String> held = objects();
        held.addAll(children());
        return held;
    }

    /** Names of the run; descriptors and mappings of its objects in this process. */
    Set<String> objects() {
        Set<String> held = new TreeSet<>();
        held.addAll(names());
        held.addAll(descriptors());
        held.addAll(mappings());
        return held;
    }

    private List<String> names() {
        return list(SharedMemory.DIRECTORY).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(prefix))
                .map(LeakAudit::nameInWords)
                .toList();
    }

    /** With the memory that it keeps in use. */
    static String nameInWords(String name) {
        String words = "name /" + name + " still exists";
        try {
            long blocks = Descriptors.status(
                            SharedMemory.DIRECTORY.resolve(name).toString())
                    .blocks();
            return blocks == 0 ? words : words + ", with " + blocks * BLOCK_BYTES + " bytes in use";
        } catch (PosixException e) {
            return words; // it is gone by now, or another user's
        }
    }

    private List<String> descriptors() {
        List<String> held = new ArrayList<>();
        for (Path descriptor : list(Path.of("/proc/self/fd"))) {
            target(descriptor)
                    .filter(target -> target.startsWith(ours()))
                    .ifPresent(target ->
                            held.add("descriptor " + descriptor.getFileName() + " of " + target + " is open"));
        }
        return held;
    }

    private List<String> mappings() {
        return ProcessMaps.ofPath(ours()).stream()
                .map(ProcessMaps.Entry::inWords)
                .toList();
    }

    private static Set<String> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> Incarnation.of(child.pid()).isPresent())
                .map(child -> "child process " + child.pid() + " lives: "
                        + child.info().command().orElse("unknown command"))
                .collect(Collectors.toSet());
    }

    private String ours() {
        return SharedMemory.DIRECTORY.resolve(prefix).toString();
    }

    static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty(); // closed since the listing, among them the listing's own
        }
    }

    static List<Path> list(Path directory) {
        try {
            return Listing.of(directory);
        } catch (IOException e) {
            throw new HarnessException("cannot list " + directory + ", so cannot tell whether anything leaked", e);
        }
    }
}
