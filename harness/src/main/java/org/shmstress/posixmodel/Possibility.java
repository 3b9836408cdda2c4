package org.shmstress.posixmodel;

import java.util.function.Function;
import org.shmstress.script.Answer;

/**
 * One thing that may happen when a step is performed.
 *
 * @param answer what is then answered
 * @param next the state after it, given the very answer
 */
public record Possibility(Allowed answer, Function<Answer, PosixState> next) {

    static Possibility of(Answer answer, PosixState next) {
        return new Possibility(new Allowed.Exactly(answer), a -> next);
    }

    static Possibility of(Allowed answer, PosixState next) {
        return new Possibility(answer, a -> next);
    }
}
