package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.shmstress.HarnessException;

/**
 * A directory of a trial's own in the shared-memory file system, for objects whose matter is files. It lies beside the trial's segment
 * and is named after it, so that whoever looks for what a killed run left finds both.
 */
public final class PrivateDirectory {

    private static final String SUFFIX = ".files";

    private PrivateDirectory() {}

    /** Where the directory of the trial with this segment is, should it exist. */
    public static Path of(SegmentName segment) {
        return new SegmentName(segment.runId(), segment.ownerPid(), segment.tag() + SUFFIX).path();
    }

    /** Where a directory of that name is that must not lie in shared memory, e.g. since nothing may be executed there. */
    public static Path onDisk(SegmentName name) {
        return temporary().resolve(new SegmentName(name.runId(), name.ownerPid(), name.tag() + SUFFIX).fileName());
    }

    /** The place of those on disk. */
    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    /** Whether a name is that of such a directory. */
    static boolean isOne(SegmentName name) {
        return name.tag().endsWith(SUFFIX);
    }

    /** Makes it, or another below it, readable by nobody else. */
    public static void create(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new HarnessException("cannot make the directory " + directory + ": " + e, e);
        }
    }

    /** Removes it with all that is in it, if it exists. */
    public static void remove(Path directory) {
        try {
            removeTree(directory);
        } catch (IOException e) {
            throw new HarnessException("cannot remove the directory " + directory + ": " + e, e);
        }
    }

    /** Symbolic links are removed, not followed; what others remove at the same time is removed. */
    static void removeTree(Path directory) throws IOException {
        if (!Files.isDirectory(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
