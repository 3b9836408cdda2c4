package org.shmstress.worker.sampling;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.shmstress.HarnessException;

/**
 * Which object of a constructed state refers to which: two states with equal digests have equal graphs, also as to which fields
 * hold one and the same object. Values in cells do not count.
 */
final class GraphDigest {

    private final Map<Class<?>, List<Field>> references = new HashMap<>();

    /** The digest of everything that can be reached from the state by fields of classes that its own loader loaded. */
    long of(Object state) {
        return new Walk(state.getClass().getClassLoader()).visit(state);
    }

    private final class Walk {
        private final ClassLoader own;
        private final Map<Object, Integer> numbers = new IdentityHashMap<>();

        Walk(ClassLoader own) {
            this.own = own;
        }

        long visit(Object object) {
            Integer known = numbers.putIfAbsent(object, numbers.size() + 1);
            if (known != null) {
                return known;
            }
            long digest = object.getClass().getName().hashCode();
            if (object instanceof Enum<?> constant) {
                return mix(digest, constant.ordinal());
            }
            if (object instanceof Object[] elements) {
                for (Object element : elements) {
                    digest = mix(digest, element == null ? 0 : visit(element));
                }
                return mix(digest, elements.length);
            }
            for (Field field : referencesOf(object.getClass())) {
                Object value = get(field, object);
                digest = mix(digest, value == null ? 0 : visit(value));
            }
            return digest;
        }

        private List<Field> referencesOf(Class<?> type) {
            return type.getClassLoader() == own
                    ? references.computeIfAbsent(type, GraphDigest::declaredReferences)
                    : List.of();
        }
    }

    private static long mix(long digest, long next) {
        return (digest ^ next) * 0x9E3779B97F4A7C15L + 1;
    }

    /** Sorted by name: the order that reflection gives is the JVM's own affair. */
    private static List<Field> declaredReferences(Class<?> type) {
        List<Field> own = Arrays.stream(type.getDeclaredFields())
                .filter(f ->
                        !Modifier.isStatic(f.getModifiers()) && !f.getType().isPrimitive())
                .sorted(Comparator.comparing(Field::getName))
                .toList();
        own.forEach(f -> f.setAccessible(true));
        Class<?> parent = type.getSuperclass();
        if (parent == null || parent.getClassLoader() != type.getClassLoader()) {
            return own;
        }
        return java.util.stream.Stream.concat(declaredReferences(parent).stream(), own.stream())
                .toList();
    }

    private static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new HarnessException("cannot read " + field + " of a state that was just constructed", e);
        }
    }
}
