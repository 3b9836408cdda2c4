package org.shmstress.run.script;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.segment.SegmentName;

/** Names that carry run id and owner, so that leftovers of a killed run are found by their names alone. */
public final class RunObjectNames implements ObjectNames {

    private final long runId;
    private final Map<String, SegmentName> names = new LinkedHashMap<>();
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
    public void removeAll() {
        names.values().forEach(RunObjectNames::remove);
        names.clear();
    }

    private static void remove(SegmentName name) {
        try {
            SharedMemory.unlink(name.posixName());
        } catch (PosixException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            // Most scripts remove their names themselves.
        }
    }
}
