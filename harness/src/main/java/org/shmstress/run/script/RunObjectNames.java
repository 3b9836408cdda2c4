package org.shmstress.run.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.SegmentName;

/** Names that carry run id and owner, so that leftovers of a killed run are found by their names alone. */
public final class RunObjectNames implements ObjectNames {

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

    private Path makeDirectory() {
        Path made = PrivateDirectory.onDisk(fresh());
        PrivateDirectory.create(made);
        return made;
    }

    @Override
    public void removeAll() {
        try {
            for (SegmentName name : names.values()) {
                // A script may have made anything of that name, a directory or a symbolic link as well.
                remove(name.path());
                remove(name.semaphorePath());
            }
            directory.ifPresent(PrivateDirectory::remove);
        } catch (IOException e) {
            throw new HarnessException("cannot remove what a script made", e);
        } finally {
            names.clear();
            directory = Optional.empty();
        }
    }

    private static void remove(Path file) throws IOException {
        PrivateDirectory.remove(file);
        Files.deleteIfExists(file);
    }
}
