package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.posix.SharedMemory;

/**
 * Finds and removes what killed runs of this user left: workers, shared memory, manifests, in this order, since a worker that
 * lives might still make memory. Nothing of a run whose owner lives, or might live, is touched.
 *
 * <p>Works from /proc and file attributes alone; no native library is loaded.
 */
public final class Leftovers {

    private static final long DEATH_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MILLIS = 5;

    private final OrphanScan orphans;
    private final List<SharedObjectScan> objects;
    private final List<Path> manifestDirectories;

    /**
     * Those in certain places.
     *
     * @param places where objects, and directories with names of ours, may lie
     */
    Leftovers(Path proc, List<Path> places, List<Path> manifestDirectories) {
        this.orphans = new OrphanScan(proc);
        this.objects = places.stream().map(SharedObjectScan::new).toList();
        this.manifestDirectories = List.copyOf(manifestDirectories);
    }

    /** Those of this machine. */
    public static Leftovers ofThisMachine() {
        return new Leftovers(
                Path.of("/proc"),
                List.of(SharedMemory.DIRECTORY, PrivateDirectory.temporary()),
                ManifestDirectory.candidates());
    }

    /**
     * What was done.
     *
     * @param found everything found, removed or (in a dry run) to be removed
     * @param failures what could not be removed or looked at, and why
     */
    public record Removal(List<Leftover> found, List<String> failures) {}

    /** Everything that dead runs left. */
    public List<Leftover> find() {
        return remove(true).found();
    }

    /**
     * Removes everything that {@link #find} would tell.
     *
     * @param dryRun only tell
     */
    public Removal remove(boolean dryRun) {
        List<String> failures = new ArrayList<>();
        List<Leftover> found = new ArrayList<>(orphans.find(failures));
        if (!dryRun) {
            found.forEach(leftover -> remove(leftover, failures));
        }
        List<ManifestContent> manifests = manifests(failures);
        List<Leftover> files = new ArrayList<>();
        objects.forEach(place -> files.addAll(place.find(manifests, failures)));
        manifests.stream()
                .filter(manifest -> manifest.knownOwner().isGone())
                .forEach(manifest -> files.add(new Leftover.ManifestFile(manifest.file())));
        if (!dryRun) {
            files.forEach(leftover -> remove(leftover, failures));
        }
        found.addAll(files);
        return new Removal(List.copyOf(found), List.copyOf(failures));
    }

    private List<ManifestContent> manifests(List<String> failures) {
        List<ManifestContent> manifests = new ArrayList<>();
        for (Path directory : manifestDirectories) {
            try {
                if (Files.exists(directory) && ManifestDirectory.isOurs(directory)) {
                    Listing.of(directory)
                            .forEach(file -> manifest(file, failures).ifPresent(manifests::add));
                }
            } catch (IOException e) {
                failures.add("cannot list the manifests in " + directory + ": " + e);
            }
        }
        return manifests;
    }

    private static Optional<ManifestContent> manifest(Path file, List<String> failures) {
        try {
            return ManifestContent.read(file);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // its run has just ended
        } catch (IOException e) {
            failures.add("cannot read the manifest " + file + ": " + e);
            return Optional.empty();
        }
    }

    private void remove(Leftover leftover, List<String> failures) {
        try {
            if (leftover instanceof Leftover.Worker worker) {
                kill(worker.worker());
            } else if (leftover instanceof Leftover.SharedObject object) {
                for (SharedObjectScan place : objects) {
                    place.unlink(object); // where it does not lie, there is nothing of its name
                }
            } else if (leftover instanceof Leftover.ManifestFile manifest) {
                Files.deleteIfExists(manifest.file());
            }
        } catch (IOException e) {
            failures.add("cannot remove " + leftover.describe() + ": " + e);
        }
    }

    /** Kills, and waits until the kernel has taken it apart: only then are its mappings gone. */
    private static void kill(Incarnation worker) throws IOException {
        if (worker.isAlive()) {
            ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        long deadline = System.nanoTime() + DEATH_WAIT_NANOS;
        while (worker.isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("process " + worker.pid() + " still lives 10 s after SIGKILL");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a killed process to end", e);
        }
    }
}
