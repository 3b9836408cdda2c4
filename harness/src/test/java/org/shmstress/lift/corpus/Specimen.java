package org.shmstress.lift.corpus;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Result;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Expectations;
import org.shmstress.scenario.Scenario.OutcomeTest;

/**
 * A class of the corpus: what the scanner made of it, and what it declares.
 *
 * @param test the scanned test
 * @param original the class as it was compiled
 */
record Specimen(OutcomeTest test, Class<?> original) {

    String name() {
        return original.getName().substring(original.getPackageName().length() + 1);
    }

    /** Words that the refusal must hold, if the class is one to be refused. */
    Optional<String> refusal() {
        return comes().map(Comes::refused).filter(words -> !words.isEmpty());
    }

    /** Outcomes that must be seen, where the class names them. */
    List<String> shows() {
        return comes().map(c -> List.of(c.shows())).orElse(List.of());
    }

    boolean isNotYet() {
        return original.isAnnotationPresent(NotYet.class);
    }

    private Optional<Comes> comes() {
        return Optional.ofNullable(original.getAnnotation(Comes.class));
    }

    /** What is wrong with what the actors report; empty: nothing. */
    Optional<String> complaintAbout(List<OutcomeReport> reports) throws ReflectiveOperationException {
        List<OutcomeTally> tallies =
                reports.stream().flatMap(r -> r.tallies().stream()).toList();
        long counted = tallies.stream().mapToLong(OutcomeTally::count).sum();
        long samples = reports.stream().mapToLong(OutcomeReport::samples).sum();
        return samples == 0 || counted != samples
                ? Optional.of(counted + " outcomes were counted in " + samples + " samples")
                : complaintAbout(tallies.stream().map(OutcomeTally::outcome).collect(Collectors.toSet()));
    }

    private Optional<String> complaintAbout(Set<String> outcomes) throws ReflectiveOperationException {
        if (shows().isEmpty()) {
            Set<String> own = Set.of(outcomeOfOriginal());
            return own.equals(outcomes)
                    ? Optional.empty()
                    : Optional.of("the original has " + own + ", not " + outcomes);
        }
        Optional<String> forbidden = outcomes.stream()
                .filter(o -> Expectations.match(test.expectations(), o).expect() == Expect.FORBIDDEN)
                .findFirst()
                .map(o -> "forbidden outcome (" + o + ")");
        return forbidden.isPresent() || outcomes.containsAll(shows())
                ? forbidden
                : Optional.of("shows " + outcomes + " but not all of " + shows());
    }

    /** Runs the original, one actor after the other. */
    private String outcomeOfOriginal() throws ReflectiveOperationException {
        Map<Class<?>, Object> objects = new HashMap<>();
        Object self = object(original, objects);
        List<Method> calls =
                Stream.concat(methods(Actor.class), methods(Arbiter.class)).toList();
        for (Method call : calls) {
            Object[] arguments = new Object[call.getParameterCount()];
            for (int a = 0; a < arguments.length; a++) {
                arguments[a] = object(call.getParameterTypes()[a], objects);
            }
            call.setAccessible(true);
            try {
                call.invoke(self, arguments);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(call + " of the original fails", e.getCause());
            }
        }
        return objects.values().stream()
                .filter(o -> o.getClass().isAnnotationPresent(Result.class))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static Object object(Class<?> type, Map<Class<?>, Object> objects) throws ReflectiveOperationException {
        Object known = objects.get(type);
        if (known == null) {
            known = type.getConstructor().newInstance();
            objects.put(type, known);
        }
        return known;
    }

    private Stream<Method> methods(Class<? extends Annotation> annotation) {
        return Arrays.stream(original.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(annotation));
    }
}
