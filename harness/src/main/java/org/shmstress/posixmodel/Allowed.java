package org.shmstress.posixmodel;

import org.shmstress.script.Answer;

/** An answer, or a family of answers, that a step may give. */
public sealed interface Allowed {

    /** Whether the answer belongs to the family. */
    boolean accepts(Answer answer);

    /** In words, as traces show it. */
    String text();

    /** Exactly this answer. */
    record Exactly(Answer answer) implements Allowed {
        @Override
        public boolean accepts(Answer other) {
            return answer.equals(other);
        }

        @Override
        public String text() {
            return answer.text();
        }
    }

    /** Any answer of one kind, whatever its value. */
    record Any(Class<? extends Answer> kind, String text) implements Allowed {
        @Override
        public boolean accepts(Answer other) {
            return kind.isInstance(other);
        }
    }

    /** The worker dies, by whatever signal or exit code. */
    static Allowed dies() {
        return new Any(Answer.Died.class, "died");
    }
}
