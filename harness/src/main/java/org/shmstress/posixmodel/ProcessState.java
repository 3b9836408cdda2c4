package org.shmstress.posixmodel;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one process holds.
 *
 * @param alive whether it still runs
 * @param descriptors by handle
 * @param mappings by handle
 * @param traffic by handle
 */
record ProcessState(
        boolean alive,
        Map<String, Descriptor> descriptors,
        Map<String, Mapping> mappings,
        Map<String, Traffic> traffic) {

    static final ProcessState NEW = new ProcessState(true, Map.of(), Map.of(), Map.of());

    /** When a process ends, its descriptors are closed and its mappings removed (POSIX, {@code _exit}). */
    static final ProcessState DEAD = new ProcessState(false, Map.of(), Map.of(), Map.of());

    /**
     * An open descriptor.
     *
     * @param object number of the object
     * @param description number of the open file description, which duplicates share
     * @param writable whether it was opened for writing as well as for reading
     */
    record Descriptor(int object, int description, boolean writable) {}

    /** A thread that increments, through a mapping, the long at an offset of an object. */
    record Traffic(String mapping, int object, long offset) {}

    ProcessState withDescriptor(String handle, Descriptor descriptor) {
        return new ProcessState(alive, with(descriptors, handle, descriptor), mappings, traffic);
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
                descriptors.values().stream().map(Descriptor::object), present().map(Mapping::object));
    }

    /** Every open file description that this process keeps alive. */
    Stream<Integer> heldDescriptions() {
        return Stream.concat(
                descriptors.values().stream().map(Descriptor::description),
                present().map(Mapping::description));
    }

    /** Mappings that have not lost all their pages. */
    Stream<Mapping> present() {
        return mappings.values().stream().filter(m -> !m.pages().areAllGone());
    }

    /** The same with the copies of pages gone that lay wholly past the new end of an object. */
    ProcessState afterResizing(SharedObject object) {
        Map<String, Mapping> changed = new HashMap<>();
        mappings.forEach((handle, m) -> changed.put(
                handle,
                m.isPrivate() && m.object() == object.id()
                        ? m.withOwn(m.own().without(page -> page * m.pages().pageBytes() >= object.sizeBytes()))
                        : m));
        return new ProcessState(alive, descriptors, Map.copyOf(changed), traffic);
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
