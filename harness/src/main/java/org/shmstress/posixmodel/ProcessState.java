package org.shmstress.posixmodel;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one process holds.
 *
 * @param alive whether it still runs
 * @param descriptors object by handle of the descriptor
 * @param mappings by handle
 * @param traffic by handle
 */
record ProcessState(
        boolean alive, Map<String, Integer> descriptors, Map<String, Mapping> mappings, Map<String, Traffic> traffic) {

    static final ProcessState NEW = new ProcessState(true, Map.of(), Map.of(), Map.of());

    /** When a process ends, its descriptors are closed and its mappings removed (POSIX, {@code _exit}). */
    static final ProcessState DEAD = new ProcessState(false, Map.of(), Map.of(), Map.of());

    /** A mapping from offset 0 of an object; it lives on after its descriptor is closed (POSIX, {@code mmap}). */
    record Mapping(int object, long lengthBytes) {}

    /** A thread that increments the long at an offset of a mapping. */
    record Traffic(String mapping, int object, long offset) {}

    ProcessState withDescriptor(String handle, int object) {
        return new ProcessState(alive, with(descriptors, handle, object), mappings, traffic);
    }

    ProcessState withoutDescriptor(String handle) {
        return new ProcessState(alive, without(descriptors, handle), mappings, traffic);
    }

    ProcessState withMapping(String handle, Mapping mapping) {
        return new ProcessState(alive, descriptors, with(mappings, handle, mapping), traffic);
    }

    ProcessState withoutMapping(String handle) {
        return new ProcessState(alive, descriptors, without(mappings, handle), traffic);
    }

    ProcessState withTraffic(String handle, Traffic running) {
        return new ProcessState(alive, descriptors, mappings, with(traffic, handle, running));
    }

    ProcessState withoutTraffic(String handle) {
        return new ProcessState(alive, descriptors, mappings, without(traffic, handle));
    }

    /** Every object that this process keeps alive. */
    Stream<Integer> held() {
        return Stream.concat(
                descriptors.values().stream(), mappings.values().stream().map(Mapping::object));
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new HashMap<>(map);
        copy.put(key, value);
        return Map.copyOf(copy);
    }

    private static <V> Map<String, V> without(Map<String, V> map, String key) {
        Map<String, V> copy = new HashMap<>(map);
        copy.remove(key);
        return Map.copyOf(copy);
    }
}
