package org.shmstress.properties.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.posix.Errno;
import org.shmstress.script.Action;
import org.shmstress.script.Argument;
import org.shmstress.script.Instruction;
import org.shmstress.script.Instruction.Condition;
import org.shmstress.script.Instruction.Linear;
import org.shmstress.script.Instruction.Relation;

/**
 * What a thread does over and over beside the others, on words of 8 bytes and with calls that must return 0 unless {@link #gives} says
 * otherwise. It ends at the first thing that is not as told. Immutable: each method gives a longer loop.
 *
 * <pre>
 * Loop.of(1000).call("pthread_mutex_lock", m).add(inside, 1, is(0)).add(inside, -1, is(1)).call("pthread_mutex_unlock", m)
 * </pre>
 */
public final class Loop {

    private final long rounds;
    private final List<Instruction> instructions;

    private Loop(long rounds, List<Instruction> instructions) {
        this.rounds = rounds;
        this.instructions = List.copyOf(instructions);
    }

    /** A loop of that many rounds. */
    public static Loop of(long rounds) {
        return new Loop(rounds, List.of());
    }

    /** Instructions that are done once, one after the other. */
    public static Loop once() {
        return of(1);
    }

    /** The number of the round, from 0, plus something. */
    public static Linear round(long plus) {
        return new Linear(1, plus);
    }

    /** Grows by {@code perRound} with each round. */
    public static Linear growing(long perRound, long first) {
        return new Linear(perRound, first);
    }

    /** Equal to that. */
    public static Condition is(long value) {
        return is(new Linear(0, value));
    }

    /** Equal to that. */
    public static Condition is(Linear value) {
        return new Condition(Relation.EQUAL, value);
    }

    /** That or more. */
    public static Condition atLeast(long value) {
        return atLeast(new Linear(0, value));
    }

    /** That or more. */
    public static Condition atLeast(Linear value) {
        return new Condition(Relation.AT_LEAST, value);
    }

    /** That or less. */
    public static Condition atMost(long value) {
        return atMost(new Linear(0, value));
    }

    /** That or less. */
    public static Condition atMost(Linear value) {
        return new Condition(Relation.AT_MOST, value);
    }

    /** Calls a function, which must return 0. */
    public Loop call(String function, Object... arguments) {
        return and(new Instruction.Invoke(action(function, arguments), Set.of(0L)));
    }

    /** The call before must return one of these numbers. */
    public Loop gives(long... accepted) {
        return returning(Arrays.stream(accepted).boxed().collect(Collectors.toSet()));
    }

    /** The call before must return one of these error numbers. */
    public Loop gives(Errno... accepted) {
        return returning(
                Arrays.stream(accepted).map(errno -> (long) errno.number()).collect(Collectors.toSet()));
    }

    private Loop returning(Set<Long> accepted) {
        int last = instructions.size() - 1;
        Instruction.Invoke invoke = (Instruction.Invoke) instructions.get(last);
        return new Loop(rounds, instructions.subList(0, last)).and(new Instruction.Invoke(invoke.call(), accepted));
    }

    /** Stores plainly. */
    public Loop store(Area word, long value) {
        return store(word, new Linear(0, value));
    }

    /** Stores plainly. */
    public Loop store(Area word, Linear value) {
        return and(new Instruction.Store(place(word), value));
    }

    /** Stores with release, for another's {@link #until}. */
    public Loop publish(Area word, long value) {
        return publish(word, new Linear(0, value));
    }

    /** Stores with release, for another's {@link #until}. */
    public Loop publish(Area word, Linear value) {
        return and(new Instruction.Publish(place(word), value));
    }

    /** Loads plainly and must find that. */
    public Loop check(Area word, Condition condition) {
        return and(new Instruction.Check(place(word), condition));
    }

    /** Adds atomically; before, the word must have been so. */
    public Loop add(Area word, long amount, Condition before) {
        return and(new Instruction.Add(place(word), amount, Optional.of(before)));
    }

    /** Adds atomically. */
    public Loop add(Area word, long amount) {
        return and(new Instruction.Add(place(word), amount, Optional.empty()));
    }

    /** Adds 1 by a plain load and a plain store, which loses what others add between. */
    public Loop increment(Area word) {
        return and(new Instruction.Increment(place(word)));
    }

    /** Waits until a word is so; bounded. */
    public Loop until(Area word, Condition condition) {
        return and(new Instruction.Until(place(word), condition, Optional.empty()));
    }

    /** Makes a call, which must return 0, each time that a word is not so. */
    public Loop until(Area word, Condition condition, String function, Object... arguments) {
        return and(new Instruction.Until(place(word), condition, Optional.of(action(function, arguments))));
    }

    Action.Loop action(String thread) {
        return new Action.Loop(thread, rounds, instructions);
    }

    long rounds() {
        return rounds;
    }

    private Loop and(Instruction next) {
        return new Loop(
                rounds, Stream.concat(instructions.stream(), Stream.of(next)).toList());
    }

    private static Action.Call action(String function, Object... arguments) {
        List<Argument> list = new ArrayList<>(Party.arguments(arguments));
        return new Action.Call(function, list, Optional.empty());
    }

    private static Argument.Pointer place(Area word) {
        return new Argument.Pointer(word.handle(), word.offset());
    }
}
