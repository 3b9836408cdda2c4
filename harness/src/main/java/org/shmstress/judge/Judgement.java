package org.shmstress.judge;

import java.util.List;
import java.util.Optional;
import org.shmstress.history.History;
import org.shmstress.history.Operation;

/** What a judge says of a history. */
public sealed interface Judgement {

    /** In one sentence. */
    String reason();

    /** Nothing speaks against the object, and enough was seen to say so. */
    record Holds(String reason) implements Judgement {}

    /**
     * The object broke its promise.
     *
     * @param reason which, in one sentence
     * @param evidence the part of the history that shows it
     * @param because what leads there, in the order in which to read it
     */
    record Violated(String reason, History evidence, List<Because> because) implements Judgement {
        public Violated {
            because = List.copyOf(because);
        }

        /** The reasons, one a line. */
        public List<String> lines() {
            return because.stream().map(Because::toString).toList();
        }
    }

    /**
     * One fact of an explanation.
     *
     * @param operation the operation that it is about, if it is about one
     * @param words what happened, or why it cannot have
     * @param state in which state that leaves the object; empty if it does not say
     * @param contradicts whether this is where the explanation fails
     */
    record Because(Optional<Operation> operation, String words, String state, boolean contradicts) {

        /** A fact about no one operation. */
        static Because fact(String words) {
            return new Because(Optional.empty(), words, "", false);
        }

        @Override
        public String toString() {
            return state.isEmpty() ? words : words + ", then " + state;
        }
    }

    /** Neither: too expensive to decide, or what was recorded does not prove it. */
    record Undecided(String reason) implements Judgement {}
}
