package org.shmstress.properties.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.files.FileRows;

/** All checks that there are: the methods marked {@link Row} of the classes below. */
public final class Checks {

    private Checks() {}

    /** A new class with rows is added here. */
    private static List<Class<?>> classes() {
        return Stream.of(FileRows.CLASSES, Memory.CLASSES, Threads.CLASSES)
                .flatMap(List::stream)
                .toList();
    }

    /** A check. */
    public record Check(Row row, Method method) {

        /** Runs it. What it throws is thrown here. */
        void run(Scene scene) {
            try {
                method.invoke(null, scene);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw new HarnessException("the check of " + row.value() + " threw", e);
            } catch (IllegalAccessException e) {
                throw new HarnessException("the check of " + row.value() + " cannot be called", e);
            }
        }
    }

    /** All of them by the id of their row. */
    static Map<String, Check> all() {
        return of(classes());
    }

    /** Runs the check of a row of the contract in a scene of another one. */
    public static void run(String row, Scene scene) {
        Objects.requireNonNull(all().get(row), row).run(scene);
    }

    /** Those of some classes, by the id of their row. */
    public static Map<String, Check> of(List<Class<?>> classes) {
        Map<String, Check> all = new TreeMap<>();
        classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .forEach(method -> {
                    Row row = method.getAnnotation(Row.class);
                    if (row != null) {
                        method.setAccessible(true);
                        if (all.put(row.value(), new Check(row, method)) != null) {
                            throw new HarnessException("two checks are of row " + row.value());
                        }
                    }
                });
        return all;
    }
}
