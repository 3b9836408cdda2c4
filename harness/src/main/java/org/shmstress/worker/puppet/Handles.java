package org.shmstress.worker.puppet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.posix.Descriptors;

/** What the script's handles stand for in this process. */
final class Handles {

    /** No process has it: a call with it fails with EBADF and can do no harm. */
    private static final int NO_DESCRIPTOR = -1;

    private final Map<String, Integer> descriptors = new HashMap<>();
    private final Map<String, Mapped> mappings = new HashMap<>();
    private final Map<String, Traffic> traffic = new HashMap<>();
    private final List<Runnable> undone = new ArrayList<>();

    /** The descriptor; -1 when the handle is not open, never a number that was closed and may be another's by now. */
    int descriptor(String handle) {
        return descriptors.getOrDefault(handle, NO_DESCRIPTOR);
    }

    void opened(String handle, int fd) {
        descriptors.put(handle, fd);
    }

    /** Closes it; the handle is gone even if the call fails. */
    void close(String handle) {
        int fd = descriptor(handle);
        descriptors.remove(handle);
        Descriptors.close(fd);
    }

    Optional<Mapped> mapping(String handle) {
        return Optional.ofNullable(mappings.get(handle));
    }

    void mapped(String handle, Mapped mapping) {
        mappings.put(handle, mapping);
    }

    /** Unmaps what is left of it. */
    void unmap(String handle) {
        mappings.remove(handle).unmap();
    }

    /** Has something undone when all is released. */
    void atRelease(Runnable undo) {
        undone.add(undo);
    }

    Optional<Traffic> traffic(String handle) {
        return Optional.ofNullable(traffic.get(handle));
    }

    void started(String handle, Traffic running) {
        traffic.put(handle, running);
    }

    void stopped(String handle) {
        traffic.remove(handle);
    }

    /** Stops traffic first: a thread that still touched a mapping would kill the process when it goes. */
    void releaseAll() throws InterruptedException {
        for (Traffic running : traffic.values()) {
            running.stop();
        }
        traffic.clear();
        undone.forEach(Runnable::run);
        undone.clear();
        new ArrayList<>(mappings.keySet()).forEach(this::unmap);
        new ArrayList<>(descriptors.keySet()).forEach(this::close);
    }
}
