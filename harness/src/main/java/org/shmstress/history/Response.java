package org.shmstress.history;

/** How a call ended. */
public sealed interface Response {

    /** Returned, without a value. */
    Response VOID = new Returned(Value.NOTHING);

    /** No answer; see {@link Pending}. */
    Response PENDING = new Pending();

    /**
     * Returned.
     *
     * @param value what; {@link Value#NOTHING} from a {@code void} method
     */
    record Returned(Value value) implements Response {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return "returned " + value.text();
        }
    }

    /**
     * Threw.
     *
     * @param exception simple name of the exception's class; messages are left out, because they tell process ids and times
     */
    record Threw(String exception) implements Response {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return "threw " + exception;
        }
    }

    /**
     * No answer: the process died or still waits. The operation takes effect at any time after its invocation, even after the
     * death of its process (another may finish what it began), or never.
     */
    record Pending() implements Response {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return "pending";
        }
    }

    /** Returned a value. */
    static Response returned(Value value) {
        return new Returned(value);
    }

    /** Text form, as {@link #parse} reads it. */
    String text();

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Response parse(String text) {
        if (text.equals("pending")) {
            return PENDING;
        } else if (text.startsWith("threw ")) {
            return new Threw(text.substring("threw ".length()));
        } else if (text.startsWith("returned ")) {
            return new Returned(Value.parse(text.substring("returned ".length())));
        }
        throw new IllegalArgumentException("no response: " + text);
    }
}
