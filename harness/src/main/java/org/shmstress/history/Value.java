package org.shmstress.history;

/** An argument or a result: small, immutable, comparable by {@code equals}, with a text form for the record and the report. */
public sealed interface Value {

    /** Result of a {@code void} method; also {@code null}, and whatever is absent. */
    Value NOTHING = new Nothing();

    /** Nothing: {@code -}. */
    record Nothing() implements Value {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return "-";
        }
    }

    /** A boolean: {@code true} or {@code false}. */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return String.valueOf(value);
        }
    }

    /** Any of byte, short, int and long: {@code -3}. */
    record Whole(long value) implements Value {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /** A float or double: {@code 2.5}; always with a point, {@code NaN} or {@code Infinity}. */
    record Real(double value) implements Value {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /** A string, a character or the name of an enum's constant: {@code "red"}. */
    record Text(String value) implements Value {
        @Override
        public String toString() {
            return text();
        }

        @Override
        public String text() {
            return Quoted.quote(value);
        }
    }

    /** A whole number. */
    static Value of(long value) {
        return new Whole(value);
    }

    /** A truth value. */
    static Value of(boolean value) {
        return new Bool(value);
    }

    /** A string. */
    static Value of(String value) {
        return new Text(value);
    }

    /** Text form, as {@link #parse} reads it. */
    String text();

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Value parse(String text) {
        return switch (text) {
            case "-" -> NOTHING;
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            case "NaN", "Infinity", "-Infinity" -> new Real(Double.parseDouble(text));
            default -> {
                if (text.startsWith("\"")) {
                    yield new Text(Quoted.unquote(text));
                }
                yield text.indexOf('.') >= 0 ? new Real(Double.parseDouble(text)) : new Whole(Long.parseLong(text));
            }
        };
    }
}
