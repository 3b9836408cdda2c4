package org.shmstress.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened to one shared object from its creation on.
 *
 * <p>The operations of one process follow each other: none begins before the completed one before it has responded. One that follows a
 * pending one, as after a time-out, does not wait for it. A process that died and was started again has a new number.
 *
 * @param recording which order the positions prove
 * @param operations in order of invocation
 * @param quietPoints positions between bursts, rising: no operation ran there but those that were stuck
 * @param deaths in order
 * @param sections stays in critical sections, where the object is a lock; in order of entry
 * @param stall what was found when nothing moved any more, if that happened
 * @param pauses when processes were stopped; in order
 */
public record History(
        Recording recording,
        List<Operation> operations,
        List<Long> quietPoints,
        List<Death> deaths,
        List<Section> sections,
        Optional<Stall> stall,
        List<Pause> pauses) {

    public History {
        operations = sorted(operations, Comparator.comparingLong(Operation::invoked));
        quietPoints = sorted(quietPoints, Comparator.naturalOrder());
        deaths = sorted(deaths, Comparator.comparingLong(Death::position));
        sections = sorted(sections, Comparator.comparingLong(Section::entered));
        pauses = sorted(pauses, Comparator.comparingLong(Pause::from));
        requireSequentialProcesses(operations);
    }

    /** In which no process was stopped. */
    public History(
            Recording recording,
            List<Operation> operations,
            List<Long> quietPoints,
            List<Death> deaths,
            List<Section> sections,
            Optional<Stall> stall) {
        this(recording, operations, quietPoints, deaths, sections, stall, List.of());
    }

    /** Operations alone, recorded with their real-time order. */
    public static History of(Collection<Operation> operations) {
        return new History(
                Recording.FENCED, List.copyOf(operations), List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The same with these operations in place of its own. */
    public History withOperations(Collection<Operation> some) {
        return new History(recording, List.copyOf(some), quietPoints, deaths, sections, stall, pauses);
    }

    /** The same, in which nothing moved any more. */
    public History withStall(Stall found) {
        return new History(recording, operations, quietPoints, deaths, sections, Optional.of(found), pauses);
    }

    /** The same, in which processes were stopped. */
    public History withPauses(List<Pause> some) {
        return new History(recording, operations, quietPoints, deaths, sections, stall, some);
    }

    /** Numbers of the processes that died. */
    public Set<Integer> dead() {
        return deaths.stream().map(Death::process).collect(Collectors.toSet());
    }

    /** Equal positions keep their order, so that operations of one process which a coarse clock cannot tell apart stay in order. */
    private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
        return list.stream().sorted(order).toList();
    }

    private static void requireSequentialProcesses(List<Operation> operations) {
        Map<Integer, Operation> completed = new HashMap<>();
        for (Operation next : operations) {
            Operation before = completed.get(next.process());
            if (!next.isPending()) {
                completed.put(next.process(), next);
            }
            if (before != null && before.responded() > next.invoked()) {
                throw new IllegalArgumentException("'" + next + "' was invoked at " + next.invoked()
                        + " while the same process was still in '" + before + "'");
            }
        }
    }
}
