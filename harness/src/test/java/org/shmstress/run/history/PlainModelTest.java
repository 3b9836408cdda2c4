package org.shmstress.run.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import org.shmstress.HarnessException;
import org.shmstress.api.MustWait;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationParameter.Source;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario;

final class PlainModelTest {

    @Test
    void acceptsWhatItWouldReturnAndNothingElse() {
        try (PlainModel model = load(Queue.class)) {
            Call offer = Call.of("offer", Value.of(7));
            List<Object> one = next(model, model.initial(), offer, Response.returned(Value.of(true)));
            assertTrue(model.step(model.initial(), offer, Response.returned(Value.of(false)))
                    .isEmpty());
            assertEquals(model.initial(), next(model, one, Call.of("take"), Response.returned(Value.of(7))));
            assertTrue(model.step(one, Call.of("take"), Response.returned(Value.of(8)))
                    .isEmpty());
        }
    }

    @Test
    void statesReachedByDifferentWaysAreEqual() {
        try (PlainModel model = load(Queue.class)) {
            Response yes = Response.returned(Value.of(true));
            List<Object> seven = next(model, model.initial(), Call.of("offer", Value.of(7)), yes);
            List<Object> both = next(model, seven, Call.of("offer", Value.of(8)), yes);
            List<Object> eight = next(model, both, Call.of("take"), Response.returned(Value.of(7)));
            assertEquals(next(model, model.initial(), Call.of("offer", Value.of(8)), yes), eight);
            assertEquals(
                    next(model, model.initial(), Call.of("offer", Value.of(8)), yes)
                            .hashCode(),
                    eight.hashCode());
        }
    }

    @Test
    void goesBackToStatesWhateverHappenedSince() {
        try (PlainModel model = load(Everything.class)) {
            List<Object> before = next(model, model.initial(), Call.of("change", Value.of(3)), Response.VOID);
            String text = model.describe(before);
            next(model, before, Call.of("change", Value.of(4)), Response.VOID);
            assertEquals(text, model.describe(before));
            assertEquals(next(model, model.initial(), Call.of("change", Value.of(3)), Response.VOID), before);
        }
    }

    @Test
    void pendingCallHasTheStateAfterItOrNoneIfItWouldWait() {
        try (PlainModel model = load(Queue.class)) {
            assertTrue(model.step(model.initial(), Call.of("take"), Response.PENDING)
                    .isEmpty());
            List<Object> one = next(model, model.initial(), Call.of("offer", Value.of(7)), Response.PENDING);
            assertEquals(model.initial(), next(model, one, Call.of("take"), Response.PENDING));
        }
    }

    @Test
    void declaredExceptionIsAnOutcome() {
        try (PlainModel model = load(Queue.class)) {
            Call remove = Call.of("remove");
            assertEquals(model.initial(), next(model, model.initial(), remove, new Response.Threw("Empty")));
            assertTrue(model.step(model.initial(), remove, new Response.Threw("Full"))
                    .isEmpty());
        }
    }

    @Test
    void otherExceptionOfTheModelNamesItsMethod() {
        try (PlainModel model = load(Faulty.class)) {
            HarnessException e = assertThrows(
                    HarnessException.class,
                    () -> model.step(model.initial(), Call.of("divide"), Response.returned(Value.of(0))));
            assertTrue(String.valueOf(e.getMessage()).contains("Faulty.divide threw"), e.getMessage());
        }
    }

    @Test
    void fieldThatCannotBeStateIsNamed() {
        assertUnusable(OfObjects.class, "OfObjects.what is of type java.lang.Object");
        assertUnusable(Replaceable.class, "Replaceable.list holds an array, collection or map: make it final");
    }

    private static void assertUnusable(Class<?> type, String why) {
        HarnessException e = assertThrows(HarnessException.class, () -> load(type));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    @Test
    void keyTellsParts() {
        Scenario.ObjectModel about = new Scenario.ObjectModel(
                Everything.class.getName(),
                List.of(new OperationShape(
                        "change",
                        "(I)V",
                        1,
                        false,
                        List.of(),
                        List.of(new OperationParameter("I", Source.RANGE, 0, 9, List.of(), true)),
                        List.of(),
                        List.of())),
                "");
        try (PlainModel model = PlainModel.load(origin(), about)) {
            assertEquals(Value.of(5), model.partition(Call.of("change", Value.of(5))));
        }
    }

    private static List<Object> next(PlainModel model, List<Object> state, Call call, Response response) {
        List<List<Object>> next = List.copyOf(model.step(state, call, response));
        assertEquals(1, next.size(), call + " " + response);
        return next.get(0);
    }

    private static PlainModel load(Class<?> type) {
        List<OperationShape> operations = new ArrayList<>();
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> new OperationShape(
                        method.getName(),
                        Type.getMethodDescriptor(method),
                        1,
                        false,
                        List.of(),
                        Arrays.stream(method.getParameterTypes())
                                .map(p -> new OperationParameter(
                                        Type.getDescriptor(p), Source.RANGE, 0, 9, List.of(), false))
                                .toList(),
                        List.of(),
                        List.of()))
                .forEach(operations::add);
        return PlainModel.load(origin(), new Scenario.ObjectModel(type.getName(), operations, ""));
    }

    private static Path origin() {
        try {
            return Path.of(PlainModelTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A queue. */
    public static final class Queue {
        private final Deque<Integer> elements = new ArrayDeque<>();

        public boolean offer(int element) {
            return elements.add(element);
        }

        public int take() {
            if (elements.isEmpty()) {
                throw new MustWait();
            }
            return elements.remove();
        }

        public int remove() throws Empty {
            if (elements.isEmpty()) {
                throw new Empty();
            }
            return elements.remove();
        }
    }

    /** An outcome. */
    public static final class Empty extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Each kind of state. */
    public static final class Everything {
        private final int[] array = new int[2];
        private final List<Integer> list = new ArrayList<>();
        private final Map<Integer, String> map = new TreeMap<>();
        private long number;
        private String text = "";

        public void change(int by) {
            array[0] += by;
            list.add(by);
            map.put(by, "x");
            number += by;
            text += by;
        }
    }

    /** Throws what it does not declare. */
    public static final class Faulty {
        private int zero;

        public int divide() {
            return 1 / zero;
        }
    }

    /** Refers to anything. */
    public static final class OfObjects {
        private final Object what = new Object();
    }

    /** Its list is another one after each call. */
    public static final class Replaceable {
        private List<Integer> list = new ArrayList<>();
    }
}
