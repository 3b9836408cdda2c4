package org.shmstress.tests.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.tests.membership.Liveness;

/**
 * Locks between processes of which some live in a container, that is in a PID namespace of their own (pid_namespaces(7)).
 *
 * <p>What can go wrong: a process id means something in its namespace only. The first process of every container has id 1, which
 * outside is a living stranger; and an id from outside denotes nobody inside, so its owner looks dead. Right is to keep the namespace
 * beside the id, to look for the owner there, and to spare it where that cannot be done.
 *
 * <p>Containers are made by {@code unshare} (util-linux), which needs root or unprivileged user namespaces. Where it does not work
 * nothing is tried.
 *
 * <pre>
 * offset        width  name        ordering: all by worker w
 * 16 w          8      id          of the owner, as its namespace numbers it; release, acquire
 *       + 8     8      namespace   inode of that namespace; release, acquire
 * </pre>
 */
@SharedObject(
        title = "Owners inside and outside of a container",
        description =
                "An owner is known by its process id and the PID namespace in which that means something. One who dies inside is"
                        + " found dead from outside; one who lives outside is spared by who cannot see it.",
        bytes = 32)
public class OwnerInContainer {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String STEALS = "steals";

    private final Slice slice;

    public OwnerInContainer(Slice slice) {
        this.slice = slice;
    }

    /** Takes and frees a lock that nobody else wants; whether its owner was seen to live meanwhile. */
    @Operation(weight = 100)
    public final boolean ownerLives(@Worker int worker) {
        return Liveness.isAlive(own(worker));
    }

    private long own(int worker) {
        slice.putLongRelease(16 * worker, Liveness.pid(Liveness.SELF));
        return Liveness.of(slice.getLongAcquire(16 * worker));
    }

    /** Has a process in a container own a lock and die; whether the lock could be taken over from outside. */
    @Operation
    public final boolean takesOver(@Worker int worker) {
        try {
            Process owner = contained("echo $$; readlink /proc/self/ns/pid; exec cat");
            try (BufferedReader said = owner.inputReader(StandardCharsets.US_ASCII)) {
                String id = said.readLine();
                String namespace = said.readLine();
                end(owner);
                if (id == null || namespace == null) {
                    return true;
                }
                slice.putLongRelease(16 * worker, Long.parseLong(id));
                slice.putLongRelease(16 * worker + 8, inode(namespace));
                return isDead(slice.getLongAcquire(16 * worker), slice.getLongAcquire(16 * worker + 8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no process has that id in that namespace. */
    boolean isDead(long id, long namespace) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (isOf(process, id, namespace)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOf(Path process, long id, long namespace) {
        try {
            String inside = "\t" + id;
            return inode(Files.readSymbolicLink(process.resolve("ns/pid")).toString()) == namespace
                    && Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1).stream()
                            .anyMatch(line -> line.startsWith("NSpid:") && line.endsWith(inside));
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /** Has a process in a container want the lock that this process owns; whether it spared the living owner. */
    @Operation
    public final boolean spares(@Worker int worker) {
        try {
            long owner = Liveness.pid(Liveness.SELF);
            String namespace =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            Process recoverer = contained("if " + stealsIf(owner, namespace) + "; then echo " + STEALS + "; fi");
            try (BufferedReader said = recoverer.inputReader(StandardCharsets.US_ASCII)) {
                String verdict = said.readLine();
                end(recoverer);
                return !STEALS.equals(verdict);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When a recoverer takes a lock from its owner: a condition of the shell. */
    String stealsIf(long owner, String namespace) {
        return "[ \"$(readlink /proc/self/ns/pid)\" = '" + namespace + "' ] && ! kill -0 " + owner + " 2>/dev/null";
    }

    private static long inode(String namespace) {
        return Long.parseLong(namespace.replaceAll("[^0-9]", ""));
    }

    /** A shell as the first process of a new namespace; it ends with its input, so at the latest with this process. */
    private static Process contained(String script) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--pid", "--fork"));
        if (!Files.isWritable(Path.of("/proc/sys/kernel/ns_last_pid"))) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("sh", "-c", script));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void end(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who lives lives, and who died is dead. */
    public static final class Model {

        public boolean ownerLives(int worker) {
            return true;
        }

        public boolean takesOver(int worker) {
            return true;
        }

        public boolean spares(int worker) {
            return true;
        }
    }

    /** D-025: an owner in a container stores its id there, which outside names a different, living process. */
    @SharedObject(
            title = "Dead owner in a container whose id denotes a stranger outside",
            description =
                    "The owner's id, as its own namespace numbers it, is looked up outside, where another process has it; the"
                            + " dead owner looks alive for ever.",
            bytes = 32,
            defect = "D-025")
    public static final class LookedUpOutside extends OwnerInContainer {

        public LookedUpOutside(Slice slice) {
            super(slice);
        }

        @Override
        boolean isDead(long id, long namespace) {
            return !Liveness.isAlive(Liveness.of(id));
        }
    }

    /** D-026: a process in a container looks up an id from outside, finds nobody and steals the lock from a living owner. */
    @SharedObject(
            title = "Living owner outside whom a process in a container takes for dead",
            description =
                    "The owner's id is looked up inside a container, where nobody has it; the lock is stolen from a living"
                            + " owner.",
            bytes = 32,
            defect = "D-026")
    public static final class LookedUpInside extends OwnerInContainer {

        public LookedUpInside(Slice slice) {
            super(slice);
        }

        @Override
        String stealsIf(long owner, String namespace) {
            return "! kill -0 " + owner + " 2>/dev/null";
        }
    }
}
