package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.HarnessException;

/** Where manifests may lie: in the user's cache, or, where that cannot be written, in the temporary directory. */
final class ManifestDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS = PosixFilePermissions.fromString("----w--w-");

    private ManifestDirectory() {}

    /** All places in order of preference; a run that could not write to the first uses the next. */
    static List<Path> candidates() {
        List<Path> places = new ArrayList<>();
        environment("XDG_CACHE_HOME").filter(Path::isAbsolute).ifPresent(places::add);
        property("user.home").map(home -> home.resolve(".cache")).ifPresent(places::add);
        List<Path> candidates = new ArrayList<>();
        places.forEach(place -> candidates.add(place.resolve("shmstress").resolve("manifests")));
        property("java.io.tmpdir")
                .ifPresent(tmp ->
                        candidates.add(tmp.resolve("shmstress-" + UserId.own()).resolve("manifests")));
        return candidates;
    }

    /** The first place that can be written to, made if necessary. */
    static Path writable() {
        return firstWritable(candidates());
    }

    static Path firstWritable(List<Path> candidates) {
        List<String> complaints = new ArrayList<>();
        for (Path candidate : candidates) {
            try {
                Files.createDirectories(candidate, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                if (isOurs(candidate) && Files.isWritable(candidate)) {
                    return candidate;
                }
                complaints.add(candidate + " or its parent belongs to, or can be written by, somebody else");
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
        throw new HarnessException("no place for the list of what this run creates: " + String.join("; ", complaints)
                + "; set XDG_CACHE_HOME to a writable directory");
    }

    /**
     * Whether nobody else can put anything there. In a shared temporary directory anybody can make a directory of our name;
     * who owns the parent can swap what is in it, and runs load code from its neighbour, the cache.
     */
    static boolean isOurs(Path directory) throws IOException {
        return isPrivate(directory) && isPrivate(directory.resolve("..").normalize());
    }

    private static boolean isPrivate(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && UserId.ownerOf(directory) == UserId.own()
                && Collections.disjoint(
                        Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS), WRITABLE_BY_OTHERS);
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
