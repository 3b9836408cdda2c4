package org.shmstress.script;

import java.util.Optional;
import java.util.Set;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Argument.Pointer;

/**
 * What an {@link Action.Loop} does in each round, on words of 8 bytes. An instruction that finds something else than it was told to
 * find ends the loop.
 */
public sealed interface Instruction {

    /** The text form, as in {@link LoopText}. */
    default String text() {
        return LoopText.write(this);
    }

    /**
     * Calls a function of the C library.
     *
     * @param accepted what it must return; anything if empty
     */
    record Invoke(Call call, Set<Long> accepted) implements Instruction {
        public Invoke {
            accepted = Set.copyOf(accepted);
        }
    }

    /** Stores a word plainly: others see it when a lock or the like orders it. */
    record Store(Pointer place, Linear value) implements Instruction {}

    /** Stores a word with release; pairs with the acquire of an {@link Until}. */
    record Publish(Pointer place, Linear value) implements Instruction {}

    /** Loads a word plainly and must find it so. */
    record Check(Pointer place, Condition condition) implements Instruction {}

    /** Adds 1 by a plain load and a plain store. */
    record Increment(Pointer place) implements Instruction {}

    /** Adds atomically; the word must have been so before. */
    record Add(Pointer place, long amount, Optional<Condition> before) implements Instruction {}

    /**
     * Loads a word with acquire until it is so.
     *
     * @param call made each time that it is not; a short wait if empty
     */
    record Until(Pointer place, Condition condition, Optional<Call> call) implements Instruction {}

    /**
     * A number that grows with the rounds.
     *
     * @param perRound by how much it grows
     * @param first its value in the first round
     */
    record Linear(long perRound, long first) {

        /** Its value in a round, counted from 0. */
        public long in(long round) {
            return perRound * round + first;
        }
    }

    /** How a word compares. */
    record Condition(Relation relation, Linear bound) {

        /** Whether a word is so in a round, counted from 0. */
        public boolean holds(long word, long round) {
            int sign = Long.compare(word, bound.in(round));
            return switch (relation) {
                case EQUAL -> sign == 0;
                case AT_LEAST -> sign >= 0;
                case AT_MOST -> sign <= 0;
            };
        }
    }

    /** Relations between a word and a number. */
    enum Relation implements Word {
        EQUAL("="),
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        @Override
        public String word() {
            return sign;
        }
    }
}
