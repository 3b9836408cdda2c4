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
     * @param possibilities all that may happen, at least one, the most ordinary first; where POSIX leaves a choice, Linux's last
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

    /**
     * Fails with one of several errors. POSIX (2.3, Error Numbers) leaves open which one, if more than one applies.
     *
     * @param errnos at least one; Linux's choice last
     */
    static Ruling fails(List<String> errnos, PosixState same) {
        return new Permitted(errnos.stream()
                .distinct()
                .map(errno -> Possibility.of(new Answer.Failed(errno), same))
                .toList());
    }
}
