package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.script.Answer;

/** What the model says about a step in a state. */
public sealed interface Ruling {

    /** The step must not be performed: its effect is undefined, or its handles do not exist. */
    record Refused(String reason) implements Ruling {}

    /**
     * The step may be performed.
     *
     * @param possibilities all that may happen, at least one, the most ordinary first
     */
    record Permitted(List<Possibility> possibilities) implements Ruling {
        public Permitted {
            possibilities = List.copyOf(possibilities);
        }
    }

    static Ruling refused(String reason) {
        return new Refused(reason);
    }

    static Ruling only(Answer answer, PosixState next) {
        return new Permitted(List.of(Possibility.of(answer, next)));
    }

    static Ruling fails(String errno, PosixState same) {
        return only(new Answer.Failed(errno), same);
    }
}
