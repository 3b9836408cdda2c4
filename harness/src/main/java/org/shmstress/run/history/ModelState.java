package org.shmstress.run.history;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;

/**
 * The state of a plain object: the values of its fields, as immutable data with {@code equals}.
 *
 * <p>Arrays, collections and maps count by what is in them; the containers themselves stay those of the object, and are filled anew
 * when it is put into a state. So a model needs neither {@code equals} nor {@code clone}.
 */
final class ModelState {

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            String.class);

    private final List<Field> fields;

    private ModelState(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * The fields of a class and its ancestors.
     *
     * @throws HarnessException if one of them cannot be state, with its name and the remedy
     */
    static ModelState of(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    require(field);
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return new ModelState(List.copyOf(fields));
    }

    private static void require(Field field) {
        Class<?> type = field.getType();
        boolean container = isContainer(type);
        boolean plain = type.isPrimitive() || isImmutable(type);
        boolean constant = Modifier.isFinal(field.getModifiers());
        if (container && !constant) {
            throw new HarnessException("the model's field " + name(field)
                    + " holds an array, collection or map: make it final, its content is the state");
        }
        if (!container && !plain) {
            throw new HarnessException(
                    "the model's field " + name(field) + " is of type " + type.getName()
                            + "; a model's state is made of primitives, strings, enums, and arrays, collections and maps of these");
        }
    }

    private static boolean isContainer(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean isImmutable(Class<?> type) {
        return type.isEnum() || IMMUTABLE.contains(type);
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }

    /** The state of an object, one value per field. */
    List<Object> read(Object object) {
        Object[] state = new Object[fields.size()];
        for (int i = 0; i < state.length; i++) {
            state[i] = frozen(fields.get(i), get(fields.get(i), object));
        }
        return Collections.unmodifiableList(Arrays.asList(state));
    }

    private static Object frozen(Field field, @Nullable Object value) {
        if (value == null) {
            return Absent.ABSENT;
        } else if (value.getClass().isArray()) {
            Object[] elements = new Object[Array.getLength(value)];
            Arrays.setAll(elements, i -> element(field, Array.get(value, i)));
            return Arrays.asList(elements);
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(element(field, k), element(field, v)));
            return copy;
        } else if (value instanceof Collection<?> collection) {
            List<Object> elements = new ArrayList<>();
            collection.forEach(e -> elements.add(element(field, e)));
            if (value instanceof PriorityQueue<?>) {
                elements.sort(null);
            }
            return value instanceof Set ? new java.util.LinkedHashSet<>(elements) : elements;
        }
        return value;
    }

    private static Object element(Field field, @Nullable Object value) {
        if (value == null) {
            return Absent.ABSENT;
        } else if (!isImmutable(value.getClass())) {
            throw new HarnessException("the model's field " + name(field) + " holds a "
                    + value.getClass().getName() + "; it may hold primitives, strings and enums");
        }
        return value;
    }

    /** Puts an object into a state. */
    void write(Object object, List<Object> state) {
        for (int i = 0; i < state.size(); i++) {
            Field field = fields.get(i);
            if (isContainer(field.getType())) {
                fill(get(field, object), state.get(i));
            } else if (!Modifier.isFinal(field.getModifiers())) {
                set(field, object, thawed(state.get(i)));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void fill(@Nullable Object container, Object content) {
        if (container instanceof Map<?, ?> map) {
            map.clear();
            ((Map<Object, Object>) content).forEach((k, v) -> ((Map<Object, Object>) map).put(thawed(k), thawed(v)));
        } else if (container instanceof Collection<?> collection) {
            collection.clear();
            ((Collection<Object>) content).forEach(e -> ((Collection<Object>) collection).add(thawed(e)));
        } else if (container != null) {
            List<Object> elements = (List<Object>) content;
            for (int i = 0; i < elements.size(); i++) {
                Array.set(container, i, thawed(elements.get(i)));
            }
        }
    }

    private static @Nullable Object thawed(Object value) {
        return value == Absent.ABSENT ? null : value;
    }

    /** {@code field = value}, one after the other. */
    String describe(List<Object> state) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < state.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(fields.get(i).getName())
                    .append(" = ")
                    .append(state.get(i));
        }
        return text.toString();
    }

    private static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new HarnessException("cannot read the model's field " + name(field), e);
        }
    }

    private static void set(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new HarnessException("cannot set the model's field " + name(field), e);
        }
    }

    /** What stands for {@code null}. */
    private enum Absent {
        ABSENT;

        @Override
        public String toString() {
            return "null";
        }
    }
}
