package org.shmstress.run.script;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.segment.SegmentName;

/** Names that carry run id and owner, so that leftovers of a killed run are found by their names alone. */
public final class RunObjectNames implements ObjectNames {

    /** What glibc puts before the file name of a named semaphore. */
    private static final String SEMAPHORE = "sem.";

    private final long runId;
    private final Map<String, SegmentName> names = new LinkedHashMap<>();
    private Optional<Path> directory = Optional.empty();
    private long made;

    public RunObjectNames(long runId) {
        this.runId = runId;
    }

    @Override
    public String realName(String symbol) {
        return names.computeIfAbsent(symbol, s -> fresh()).posixName();
    }

    private SegmentName fresh() {
        return new SegmentName(runId, ProcessHandle.current().pid(), "s" + ++made);
    }

    @Override
    public String realPath(String symbol) {
        if (directory.isEmpty()) {
            directory = Optional.of(makeDirectory());
        }
        return directory.get().resolve(symbol).toString();
    }

    private static Path makeDirectory() {
        try {
            return Files.createTempDirectory(SegmentName.PREFIX);
        } catch (IOException e) {
            throw new HarnessException("cannot make a directory for the files of a script", e);
        }
    }

    @Override
    public void removeAll() {
        try {
            for (SegmentName name : names.values()) {
                // A script may have made anything of that name, a directory or a symbolic link as well.
                remove(name.path());
                remove(SharedMemory.DIRECTORY.resolve(SEMAPHORE + name.fileName()));
            }
            if (directory.isPresent()) {
                remove(directory.get());
            }
        } catch (IOException e) {
            throw new HarnessException("cannot remove what a script made", e);
        } finally {
            names.clear();
            directory = Optional.empty();
        }
    }

    private static void remove(Path file) throws IOException {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
            return;
        }
        Files.walkFileTree(file, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
