package org.shmstress.worker.puppet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.shmstress.posix.NativeCall;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Action.Loop;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument.Pointer;
import org.shmstress.script.Instruction;
import org.shmstress.script.Instruction.Add;
import org.shmstress.script.Instruction.Check;
import org.shmstress.script.Instruction.Condition;
import org.shmstress.script.Instruction.Increment;
import org.shmstress.script.Instruction.Invoke;
import org.shmstress.script.Instruction.Publish;
import org.shmstress.script.Instruction.Store;
import org.shmstress.script.Instruction.Until;
import org.shmstress.script.LibraryFacts;
import org.shmstress.segment.View;

/** A loop, ready to run: its addresses are known, its instructions are objects that each find out whether all is as told. */
final class LoopDeed {

    /** Of a wait for a word; less than anybody waits for the loop. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Looks at a word before its CPU is left to others, and then before it is left for longer. */
    private static final int SPINS = 50;

    private static final int YIELDS = 500;
    private static final long NAP_NANOS = 50_000;

    private final LibraryDeeds library;
    private final long rounds;
    private final List<Deed> deeds = new ArrayList<>();

    /** One instruction. */
    @FunctionalInterface
    private interface Deed {

        /** Does it in a round. */
        Found perform(long round);
    }

    /**
     * What an instruction found.
     *
     * @param value it was this
     * @param asTold whether that is as told
     */
    private record Found(long value, boolean asTold) {}

    /** A word of memory. */
    private record Word(View view, long address) {

        long plain() {
            return view.access().getLong(view.region(), address);
        }

        void plain(long value) {
            view.access().putLong(view.region(), address, value);
        }

        /** Pairs with {@link #release}. */
        long acquire() {
            return view.access().getLongAcquire(view.region(), address);
        }

        /** Pairs with {@link #acquire}. */
        void release(long value) {
            view.access().putLongRelease(view.region(), address, value);
        }

        long getAndAdd(long amount) {
            return view.access().getAndAddLong(view.region(), address, amount);
        }
    }

    /**
     * Makes it ready.
     *
     * @throws IllegalArgumentException if it reaches to what is not there
     */
    LoopDeed(Loop loop, LibraryDeeds library) {
        this.library = library;
        this.rounds = loop.rounds();
        loop.instructions().forEach(instruction -> deeds.add(deed(instruction)));
    }

    /** Goes round until the end or a surprise. */
    Answer run() {
        Long[] last = new Long[deeds.size()];
        Arrays.fill(last, 0L);
        for (long round = 0; round < rounds; round++) {
            for (int i = 0; i < last.length; i++) {
                Found found = deeds.get(i).perform(round);
                last[i] = found.value();
                if (!found.asTold()) {
                    return new Answer.Looped(round, Arrays.asList(last), i);
                }
            }
        }
        return new Answer.Looped(rounds, Arrays.asList(last), -1);
    }

    private Deed deed(Instruction instruction) {
        if (instruction instanceof Invoke invoke) {
            return invoke(invoke.call(), invoke.accepted());
        } else if (instruction instanceof Store store) {
            Word word = word(store.place());
            return round -> stored(word, store.value().in(round));
        } else if (instruction instanceof Publish publish) {
            Word word = word(publish.place());
            return round -> published(word, publish.value().in(round));
        } else if (instruction instanceof Check check) {
            Word word = word(check.place());
            return round -> found(word.plain(), Optional.of(check.condition()), round);
        } else if (instruction instanceof Increment increment) {
            Word word = word(increment.place());
            return round -> stored(word, word.plain() + 1);
        } else if (instruction instanceof Add add) {
            Word word = word(add.place());
            return round -> found(word.getAndAdd(add.amount()), add.before(), round);
        }
        return until((Until) instruction);
    }

    private static Found stored(Word word, long value) {
        word.plain(value);
        return new Found(value, true);
    }

    private static Found published(Word word, long value) {
        word.release(value);
        return new Found(value, true);
    }

    private static Found found(long value, Optional<Condition> condition, long round) {
        return new Found(value, condition.isEmpty() || condition.get().holds(value, round));
    }

    private Deed invoke(Call call, Set<Long> accepted) {
        String function = call.function();
        boolean wide = LibraryFacts.isWide(function);
        List<Object> arguments = library.resolve(call);
        return round -> {
            long value = NativeCall.invoke(function, wide, arguments).value();
            return new Found(value, accepted.isEmpty() || accepted.contains(value));
        };
    }

    /** What is found is how often the call was made, or the word was looked at. */
    private Deed until(Until until) {
        Word word = word(until.place());
        Optional<Deed> call = until.call().map(c -> invoke(c, Set.of(0L)));
        return round -> {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            long times = 0;
            while (!until.condition().holds(word.acquire(), round)) {
                times++;
                if (call.isEmpty()) {
                    pause(times);
                }
                if (System.nanoTime() > deadline
                        || !call.map(deed -> deed.perform(round).asTold()).orElse(true)) {
                    return new Found(times, false);
                }
            }
            return new Found(times, true);
        };
    }

    private static void pause(long looks) {
        if (looks < SPINS) {
            Thread.onSpinWait();
        } else if (looks < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private Word word(Pointer place) {
        View view = library.mapping(place.mapping(), place.offset(), Long.BYTES)
                .orElseThrow(() -> new IllegalArgumentException(place.text() + " is not mapped"))
                .view();
        return new Word(view, view.at(place.offset()));
    }
}
