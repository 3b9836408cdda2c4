package org.shmstress.run.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shmstress.script.Argument;

/** What the handles of a script stand for in a native process. */
final class NativeHandles {

    /** No process has it: a call with it fails with EBADF and can do no harm. */
    private static final long NO_DESCRIPTOR = -1;

    private final Map<String, Long> descriptors = new HashMap<>();
    private final Map<String, Long> addresses = new HashMap<>();
    private final Map<String, Thread> threads = new HashMap<>();

    /**
     * A thread with a call of its own.
     *
     * @param slot where the helper keeps it
     * @param function what it calls
     * @param id the kernel's id of it
     */
    record Thread(int slot, String function, long id) {}

    NativeHandles(long scratch) {
        addresses.put(Argument.SCRATCH, scratch);
    }

    /** As a forked process has them: without the threads. */
    NativeHandles copy() {
        NativeHandles copy = new NativeHandles(0);
        copy.descriptors.putAll(descriptors);
        copy.addresses.putAll(addresses);
        return copy;
    }

    /** As after exec: what was mapped is gone, and so are threads. */
    void executed(long scratch) {
        addresses.clear();
        threads.clear();
        addresses.put(Argument.SCRATCH, scratch);
    }

    long descriptor(String handle) {
        return descriptors.getOrDefault(handle, NO_DESCRIPTOR);
    }

    Optional<Long> address(String mapping) {
        return Optional.ofNullable(addresses.get(mapping));
    }

    void bind(Argument handle, long value) {
        if (handle instanceof Argument.Descriptor d) {
            descriptors.put(d.handle(), value);
        } else if (handle instanceof Argument.Pointer p) {
            addresses.put(p.mapping(), value);
        }
    }

    Optional<Thread> thread(String handle) {
        return Optional.ofNullable(threads.get(handle));
    }

    /** Slots count up; a script has few threads. */
    int nextSlot() {
        return threads.size();
    }

    void began(String handle, Thread thread) {
        threads.put(handle, thread);
    }
}
