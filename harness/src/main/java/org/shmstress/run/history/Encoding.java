package org.shmstress.run.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shmstress.history.Value;

/** What the longs of a log stand for, by type. */
final class Encoding {

    private Encoding() {}

    /**
     * The value of a long.
     *
     * @param descriptor descriptor of its type
     * @param constants of an enum, in order
     */
    static Value value(String descriptor, List<String> constants, long bits) {
        return switch (descriptor.charAt(0)) {
            case 'V' -> Value.NOTHING;
            case 'Z' -> Value.of(bits != 0);
            case 'C' -> Value.of(String.valueOf((char) bits));
            case 'F' -> new Value.Real(Float.intBitsToFloat((int) bits));
            case 'D' -> new Value.Real(Double.longBitsToDouble(bits));
            case 'L' -> Value.of(constants.get((int) bits));
            default -> Value.of(bits);
        };
    }

    /** What a plain Java method returned. */
    static Value value(@Nullable Object result) {
        if (result == null) {
            return Value.NOTHING;
        } else if (result instanceof Boolean truth) {
            return Value.of(truth);
        } else if (result instanceof Character character) {
            return Value.of(character.toString());
        } else if (result instanceof Enum<?> constant) {
            return Value.of(constant.name());
        } else if (result instanceof Float || result instanceof Double) {
            return new Value.Real(((Number) result).doubleValue());
        } else if (result instanceof Number number) {
            return Value.of(number.longValue());
        }
        throw new IllegalArgumentException(
                "a model returned a " + result.getClass().getName());
    }

    /** The argument for a parameter of that type. */
    static Object argument(Value value, Class<?> type) {
        if (value instanceof Value.Whole whole) {
            return type == int.class ? (Object) (int) whole.value() : (Object) whole.value();
        } else if (value instanceof Value.Bool truth) {
            return truth.value();
        } else if (value instanceof Value.Text text && type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text.value())) {
                    return constant;
                }
            }
        }
        throw new IllegalArgumentException("no " + type.getName() + " is " + value.text());
    }
}
