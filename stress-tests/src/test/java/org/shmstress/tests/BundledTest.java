package org.shmstress.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.Result;
import org.shmstress.tests.ordering.StoreBuffering;

/** A bundled outcome test, read by reflection and so independently of the scanner. */
record BundledTest(Class<?> type) {

    private static final String PACKAGE = "org.shmstress.tests.";

    /** All of this module. */
    static List<BundledTest> all() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root.resolve("org/shmstress/tests"))) {
            return files.map(f -> root.relativize(f).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .map(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                    .filter(type -> type.isAnnotationPresent(JCStressTest.class))
                    .map(BundledTest::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        try {
            return Path.of(StoreBuffering.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, BundledTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return type.getName()
                .substring(PACKAGE.length())
                .replaceFirst("\\.", "/")
                .replace('$', '.');
    }

    @Override
    public String toString() {
        return id();
    }

    /** The class and the one named by {@code @JCStressMeta}, whose annotations count as its own. */
    private Stream<Class<?>> tellers() {
        JCStressMeta meta = type.getAnnotation(JCStressMeta.class);
        return meta == null ? Stream.of(type) : Stream.of(type, meta.value());
    }

    List<Outcome> outcomes() {
        return tellers()
                .flatMap(t -> Arrays.stream(t.getAnnotationsByType(Outcome.class)))
                .toList();
    }

    List<Ref> references() {
        return tellers()
                .flatMap(t -> Arrays.stream(t.getAnnotationsByType(Ref.class)))
                .toList();
    }

    String description() {
        return tellers()
                .flatMap(t -> Arrays.stream(t.getAnnotationsByType(Description.class)))
                .findFirst()
                .map(Description::value)
                .orElse("");
    }

    /** As jcstress grades: equal text in any row, else the first row that matches, else the row without id, else forbidden. */
    Expect grade(String outcome) {
        return row(outcome, false)
                .or(() -> row(outcome, true))
                .or(() -> outcomes().stream()
                        .filter(o -> o.id().length == 1 && o.id()[0].isEmpty())
                        .findFirst())
                .map(Outcome::expect)
                .orElse(Expect.FORBIDDEN);
    }

    private Optional<Outcome> row(String outcome, boolean asPattern) {
        return outcomes().stream()
                .filter(o -> Arrays.stream(o.id())
                        .anyMatch(id -> asPattern ? !id.isEmpty() && outcome.matches(id) : outcome.equals(id)))
                .findFirst();
    }

    List<Method> actors() {
        return annotated(Actor.class);
    }

    private List<Method> annotated(Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(annotation))
                .sorted(java.util.Comparator.comparing(Method::getName))
                .toList();
    }

    /** What comes out when the actors run one after the other in that order, on a fresh state. */
    String runInTurn(List<Method> order) throws ReflectiveOperationException {
        Object state = type.getConstructor().newInstance();
        Object result = resultType().getConstructor().newInstance();
        List<Method> calls = new ArrayList<>(order);
        calls.addAll(annotated(Arbiter.class));
        for (Method call : calls) {
            try {
                if (call.getParameterCount() == 0) {
                    call.invoke(state);
                } else {
                    call.invoke(state, result);
                }
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(id() + "." + call.getName() + " failed", e.getCause());
            }
        }
        return result.toString();
    }

    Class<?> resultType() {
        return Stream.concat(actors().stream(), annotated(Arbiter.class).stream())
                .flatMap(m -> Arrays.stream(m.getParameterTypes()))
                .filter(p -> p.isAnnotationPresent(Result.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id() + " has no result"));
    }

    /** All orders of the actors. */
    static List<List<Method>> orders(List<Method> actors) {
        if (actors.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Method>> orders = new ArrayList<>();
        for (Method first : actors) {
            List<Method> others = new ArrayList<>(actors);
            others.remove(first);
            for (List<Method> rest : orders(others)) {
                List<Method> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
