package org.shmstress.judge;

import java.util.List;
import org.shmstress.history.History;

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
     * @param because one fact a line, in the order in which to read them
     */
    record Violated(String reason, History evidence, List<String> because) implements Judgement {
        public Violated {
            because = List.copyOf(because);
        }
    }

    /** Neither: too expensive to decide, or what was recorded does not prove it. */
    record Undecided(String reason) implements Judgement {}
}
