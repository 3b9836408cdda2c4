package org.shmstress.api.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Slice;

/**
 * What the worker sees of a lifted test. The lifter writes one subclass per test, named {@code <test class>$$Lifted}, with a
 * public constructor without parameters.
 */
public abstract class LiftedTest {

    private final Map<String, Long> words = new ConcurrentHashMap<>();
    private final Map<Long, String> texts = new ConcurrentHashMap<>();
    private final AtomicLong lastWord = new AtomicLong();

    /** What the lifter appends to a test's binary name. */
    public static final String SUFFIX = "$$Lifted";

    /** Whether loops make the state object themselves, from the addresses of its places, and move it from slot to slot. */
    public abstract boolean isFlat();

    /**
     * Type descriptors of the state's places in order: one of {@code ZBSCIJFD} for a primitive field, {@code L} for a
     * {@link Slice}. A state that is not flat allocates the cells of its primitive fields itself, and they are not places.
     */
    public abstract String places();

    /** Type descriptors of the result fields in order, {@code L} for Object; none for a termination test, whose actors are its actor and its signal. */
    public abstract String results();

    /** A number for each text that result objects print as; 0 for null. */
    protected final long wordOf(@Nullable Object value) {
        return value == null ? 0 : words.computeIfAbsent(String.valueOf(value), this::newWord);
    }

    private long newWord(String text) {
        long word = lastWord.incrementAndGet();
        texts.put(word, text);
        return word;
    }

    /** What {@link #wordOf} was asked for. */
    protected final @Nullable Object textOf(long word) {
        return texts.get(word);
    }

    /**
     * Moves the codes of a group of slots, one a byte, to where an order puts them.
     *
     * @param codes the code of slot {@code i ^ order} in byte {@code i}
     * @param order of which only what swaps slots within a group matters
     * @return the code of slot {@code i} in byte {@code i}
     */
    protected static long ordered(long codes, int order) {
        long moved = codes;
        if ((order & 1) != 0) {
            moved = (moved & 0x00FF00FF00FF00FFL) << 8 | moved >>> 8 & 0x00FF00FF00FF00FFL;
        }
        if ((order & 2) != 0) {
            moved = (moved & 0x0000FFFF0000FFFFL) << 16 | moved >>> 16 & 0x0000FFFF0000FFFFL;
        }
        if ((order & 4) != 0) {
            moved = Long.rotateLeft(moved, 32);
        }
        return moved;
    }

    /** Whether the question is if an actor ends after a signal. */
    public final boolean isTermination() {
        return results().isEmpty();
    }

    /** Runs the test's own state constructor; what is shared goes where {@link StatePlacement} says. */
    public abstract Object construct();

    /** The slices that a constructed state holds, in order of its Slice fields. */
    public abstract Slice[] slices(Object state);

    /**
     * Runs an actor over the slots {@code i ^ window.order} for {@code i} in {@code [from, to)}: zeroes the result, calls the
     * actor, stores the result fields that this actor writes in their columns.
     *
     * @return how many slots were run, counted one by one
     */
    public abstract int run(int actor, SlotWindow window, int from, int to);

    /** Counts the outcomes of slots {@code [from, to)}, after calling the arbiter on each if the test has one. */
    public abstract void tally(SlotWindow window, int from, int to, OutcomeSink sink);

    /** {@code toString} of the real result object with the given raw field values. */
    public abstract String render(long[] words);
}
