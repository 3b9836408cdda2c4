package org.shmstress.posixmodel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that matters about shared-memory objects at one instant. Immutable.
 *
 * @param names object by name
 * @param objects by id; those with a name, a descriptor or a mapping
 * @param processes by index of the worker
 * @param created how many objects were created so far
 * @param opened how many open file descriptions were made so far
 */
public record PosixState(
        Map<String, Integer> names,
        Map<Integer, SharedObject> objects,
        List<ProcessState> processes,
        int created,
        int opened) {

    /** No object, and so many processes that hold nothing. */
    static PosixState initial(int processes) {
        return new PosixState(Map.of(), Map.of(), Collections.nCopies(processes, ProcessState.NEW), 0, 0);
    }

    ProcessState process(int worker) {
        return processes.get(worker);
    }

    SharedObject object(int id) {
        SharedObject object = objects.get(id);
        if (object == null) {
            throw new IllegalStateException("object " + id + " is gone");
        }
        return object;
    }

    /** What a name leads to. */
    Optional<SharedObject> named(String name) {
        return Optional.ofNullable(names.get(name)).map(this::object);
    }

    /** What a descriptor of a worker leads to. */
    Optional<SharedObject> opened(int worker, String descriptor) {
        return descriptor(worker, descriptor).map(d -> object(d.object()));
    }

    Optional<ProcessState.Descriptor> descriptor(int worker, String handle) {
        return Optional.ofNullable(process(worker).descriptors().get(handle));
    }

    /** Number of names that lead to the object. */
    long links(int object) {
        return names.values().stream().filter(id -> id == object).count();
    }

    /** A new object of size 0, number {@code created} of the state returned. */
    PosixState withNewObject(Attributes attributes) {
        int id = created + 1;
        return new PosixState(names, objects, processes, id, opened).withObject(SharedObject.empty(id, attributes));
    }

    PosixState withName(String name, int object) {
        Map<String, Integer> more = new HashMap<>(names);
        more.put(name, object);
        return new PosixState(Map.copyOf(more), objects, processes, created, opened);
    }

    /** A descriptor with an open file description of its own. */
    PosixState withOpened(int worker, String handle, int object, boolean writable) {
        int description = opened + 1;
        var descriptor = new ProcessState.Descriptor(object, description, writable);
        return new PosixState(names, objects, processes, created, description)
                .withProcess(worker, process(worker).withDescriptor(handle, descriptor));
    }

    PosixState withObject(SharedObject object) {
        Map<Integer, SharedObject> changed = new HashMap<>(objects);
        changed.put(object.id(), object);
        return new PosixState(names, Map.copyOf(changed), processes, created, opened);
    }

    /** The object with another size, in every process. */
    PosixState withSize(SharedObject object, long bytes) {
        SharedObject resized = object.resized(bytes);
        List<ProcessState> after =
                processes.stream().map(p -> p.afterResizing(resized)).toList();
        return new PosixState(names, objects, after, created, opened).withObject(resized);
    }

    PosixState withoutName(String name) {
        Map<String, Integer> fewer = new HashMap<>(names);
        fewer.remove(name);
        return new PosixState(Map.copyOf(fewer), objects, processes, created, opened).collected();
    }

    PosixState withProcess(int worker, ProcessState process) {
        List<ProcessState> changed = new ArrayList<>(processes);
        changed.set(worker, process);
        return new PosixState(names, objects, List.copyOf(changed), created, opened).collected();
    }

    /** POSIX, {@code shm_unlink}: the object goes when its name, its last descriptor and its last mapping are gone. */
    private PosixState collected() {
        Set<Integer> held = Stream.concat(
                        names.values().stream(), processes.stream().flatMap(ProcessState::held))
                .collect(Collectors.toSet());
        if (objects.values().stream().allMatch(o -> held.contains(o.id()) && !hasLapsedLock(o))) {
            return this;
        }
        Map<Integer, SharedObject> alive = new HashMap<>();
        objects.values().stream()
                .filter(o -> held.contains(o.id()))
                .forEach(o -> alive.put(o.id(), o.with(o.attributes().withoutLocks(this::isLapsed))));
        return new PosixState(names, Map.copyOf(alive), processes, created, opened);
    }

    private boolean hasLapsedLock(SharedObject object) {
        return object.attributes().locks().stream().anyMatch(this::isLapsed);
    }

    /** POSIX, {@code fcntl}: the locks of a process that has ended, and of a description that is closed, are given back. */
    private boolean isLapsed(Attributes.HeldLock lock) {
        return switch (lock.kind()) {
            case DESCRIPTION ->
                processes.stream()
                        .flatMap(ProcessState::heldDescriptions)
                        .noneMatch(description -> description == lock.owner());
            case PROCESS -> !process(lock.owner()).alive();
        };
    }

    /** In words, one line per object. */
    public List<String> describe() {
        return new TreeMap<>(objects).values().stream().map(this::describe).toList();
    }

    private String describe(SharedObject object) {
        String name = names.entrySet().stream()
                .filter(e -> e.getValue() == object.id())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("(no name)");
        return name + " is object " + object.id() + " of " + object.sizeBytes() + " bytes" + handles(object.id());
    }

    private String handles(int object) {
        List<String> open = IntStream.range(0, processes.size())
                .boxed()
                .flatMap(w -> handlesTo(object, process(w).descriptors()).map(h -> w + ":" + h))
                .toList();
        List<String> mapped = IntStream.range(0, processes.size())
                .boxed()
                .flatMap(w -> mappingsOf(object, process(w)).map(h -> w + ":" + h))
                .toList();
        return (open.isEmpty() ? "" : ", open as " + String.join(" ", open))
                + (mapped.isEmpty() ? "" : ", mapped as " + String.join(" ", mapped));
    }

    private static Stream<String> handlesTo(int object, Map<String, ProcessState.Descriptor> descriptors) {
        return descriptors.entrySet().stream()
                .filter(e -> e.getValue().object() == object)
                .map(Map.Entry::getKey)
                .sorted();
    }

    private static Stream<String> mappingsOf(int object, ProcessState process) {
        return process.mappings().entrySet().stream()
                .filter(e ->
                        e.getValue().object() == object && !e.getValue().pages().areAllGone())
                .map(Map.Entry::getKey)
                .sorted();
    }
}
