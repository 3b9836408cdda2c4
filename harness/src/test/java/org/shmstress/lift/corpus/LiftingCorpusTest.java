package org.shmstress.lift.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.worker.sampling.InProcess;

/**
 * Classes of this package have one outcome, whoever runs first. The JVM, running the class as it was compiled, says which; the
 * lifted class must say the same in every slot. No expectation is written by hand, so that a new class is all that a new case
 * needs.
 */
class LiftingCorpusTest {

    private static final long MILLIS = 20;
    private static final List<Class<?>> HOLDERS =
            List.of(Assignments.class, Construction.class, ControlFlow.class, Dispatch.class, Graphs.class);

    @TempDir
    Path cache;

    @TestFactory
    Stream<DynamicTest> liftedClassesDoWhatTheOriginalsDo() {
        return HOLDERS.stream()
                .flatMap(h -> Arrays.stream(h.getDeclaredClasses()))
                .filter(c -> c.isAnnotationPresent(JCStressTest.class))
                .sorted(Comparator.comparing(Class::getName))
                .map(c ->
                        DynamicTest.dynamicTest(c.getSimpleName(), () -> assertEquals(Set.of(original(c)), lifted(c))));
    }

    private static String original(Class<?> type) throws ReflectiveOperationException {
        Map<Class<?>, Object> objects = new HashMap<>();
        List<Method> calls = Stream.concat(methods(type, Actor.class), methods(type, Arbiter.class))
                .toList();
        Object result = "";
        for (Method call : calls) {
            Object[] arguments = new Object[call.getParameterCount()];
            for (int a = 0; a < arguments.length; a++) {
                arguments[a] = the(call.getParameterTypes()[a], objects);
            }
            call.invoke(the(type, objects), arguments);
            result = arguments[arguments.length - 1];
        }
        return result.toString();
    }

    private static Object the(Class<?> type, Map<Class<?>, Object> objects) throws ReflectiveOperationException {
        if (!objects.containsKey(type)) {
            objects.put(type, type.getConstructor().newInstance());
        }
        return objects.get(type);
    }

    private static Stream<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
        return Arrays.stream(type.getDeclaredMethods()).filter(m -> m.isAnnotationPresent(annotation));
    }

    private Set<String> lifted(Class<?> type) {
        List<OutcomeReport> reports = InProcess.sample(type, cache, MILLIS);
        assertTrue(InProcess.samples(reports) > 0, "nothing sampled");
        return reports.stream()
                .flatMap(r -> r.tallies().stream())
                .map(OutcomeTally::outcome)
                .collect(Collectors.toSet());
    }
}
