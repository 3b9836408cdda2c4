package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.api.Initialise;
import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationParameter.Source;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario.ObjectModel;
import org.shmstress.scenario.Scenario.ObjectTest;

final class OperationScannerTest {

    @Test
    void readsOperationsWithTheirParametersAndOutcomes() {
        ObjectModel model = scanned("Right").model().orElseThrow();
        assertEquals(OperationScannerTest.Right.Model.class.getName(), model.modelClass());
        assertEquals("prepare", model.initialiser());
        assertEquals(
                Set.of(
                        new OperationShape(
                                "put",
                                "(IJ)Z",
                                3,
                                false,
                                List.of(0),
                                List.of(
                                        new OperationParameter("I", Source.RANGE, -1, 5, List.of(), true),
                                        new OperationParameter("J", Source.UNIQUE, 0, 0, List.of(), false)),
                                List.of(),
                                List.of(IllegalStateException.class.getName())),
                        new OperationShape(
                                "colour",
                                "(IL" + Colour.class.getName().replace('.', '/') + ";)L"
                                        + Colour.class.getName().replace('.', '/') + ";",
                                1,
                                true,
                                List.of(),
                                List.of(
                                        new OperationParameter("I", Source.RANGE, 0, 9, List.of(), true),
                                        new OperationParameter(
                                                "L" + Colour.class.getName().replace('.', '/') + ";",
                                                Source.RANGE,
                                                0,
                                                1,
                                                List.of("RED", "BLUE"),
                                                false)),
                                List.of("RED", "BLUE"),
                                List.of()),
                        new OperationShape(
                                "who",
                                "(II)V",
                                1,
                                false,
                                List.of(),
                                List.of(
                                        new OperationParameter("I", Source.WORKER, 0, 0, List.of(), false),
                                        new OperationParameter("I", Source.RANGE, 0, 9, List.of(), true)),
                                List.of(),
                                List.of())),
                Set.copyOf(model.operations()));
    }

    @Test
    void mutantHasTheOperationsAndTheModelOfItsSibling() {
        ObjectModel model = scanned("Right$Mutant").model().orElseThrow();
        assertEquals(scanned("Right").model().orElseThrow().modelClass(), model.modelClass());
        assertEquals(Set.copyOf(scanned("Right").model().orElseThrow().operations()), Set.copyOf(model.operations()));
    }

    @ParameterizedTest
    @CsvSource({
        "NoModel, 'NoModel: it has operations but no model; give it a public static nested class Model'",
        "HiddenModel, 'HiddenModel$Model: a model is a public static class'",
        "NoTwin, 'NoTwin.add: org.shmstress.scenario.OperationScannerTest$NoTwin$Model has no such public method'",
        "Overloaded, 'Overloaded.add: there are two operations of this name'",
        "HiddenOperation, 'HiddenOperation.add: an operation is a public method'",
        "OfText, 'OfText.add: parameter 1 is of type java.lang.String'",
        "ToObject, 'ToObject.get: it returns java.lang.Object'",
        "Many, 'Many.add: it has 4 parameters'",
        "Backwards, 'Backwards.add: parameter 1 has the range 5 to 1'",
        "Stranger, 'Stranger.add: workers is [2]; there are workers 0 to 1'",
        "Idle, 'Idle: worker 1 has no operation to call'",
        "Weightless, 'Weightless.add: weight is 0'",
        "HalfKeyed, 'HalfKeyed.size: each operation needs exactly one @Key parameter'",
        "BadStart, 'BadStart.start: one public void method without parameters may have @Initialise'"
    })
    void refusesWithClassMethodAndRemedy(String name, String why) {
        ObjectTest test = scanned(name);
        assertTrue(test.refusal().orElseThrow().contains(why), test.refusal().orElseThrow());
        assertEquals(Optional.empty(), test.model());
    }

    private static ObjectTest scanned(String name) {
        return ObjectScanner.scan(testClasses(), new Selection(List.of())).stream()
                .map(ObjectTest.class::cast)
                .filter(test -> test.objectClass().equals("org.shmstress.scenario.OperationScannerTest$" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Path testClasses() {
        try {
            return Path.of(OperationScannerTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A colour. */
    public enum Colour {
        RED,
        BLUE
    }

    /** As it should be. */
    @SharedObject(title = "right", bytes = 8)
    public static class Right {

        public Right(Slice slice) {}

        @Initialise
        public void prepare() {}

        @Operation(weight = 3, workers = 0)
        public boolean put(@Key @Range(from = -1, to = 5) int key, @Unique long value) throws IllegalStateException {
            return true;
        }

        @Operation(blocking = true)
        public Colour colour(@Key int key, Colour colour) {
            return colour;
        }

        @Operation
        public void who(@Worker int worker, @Key int key) {}

        /** The same. */
        public static final class Model {
            public boolean put(int key, long value) throws IllegalStateException {
                return true;
            }

            public Colour colour(int key, Colour colour) {
                return colour;
            }

            public void who(int worker, int key) {}
        }

        /** One method differs. */
        @SharedObject(title = "mutant", bytes = 8, defect = "D-998")
        public static final class Mutant extends Right {

            public Mutant(Slice slice) {
                super(slice);
            }

            @Override
            public boolean put(int key, long value) {
                return false;
            }
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class NoModel {
        public NoModel(Slice slice) {}

        @Operation
        public void add() {}
    }

    @SharedObject(title = "", bytes = 8)
    public static final class HiddenModel {
        public HiddenModel(Slice slice) {}

        @Operation
        public void add() {}

        static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class NoTwin {
        public NoTwin(Slice slice) {}

        @Operation
        public int add() {
            return 0;
        }

        /** Returns nothing. */
        public static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Overloaded {
        public Overloaded(Slice slice) {}

        @Operation
        public void add() {}

        @Operation
        public void add(int more) {}

        /** Has both. */
        public static final class Model {
            public void add() {}

            public void add(int more) {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class HiddenOperation {
        public HiddenOperation(Slice slice) {}

        @Operation
        void add() {}

        /** Has it. */
        public static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class OfText {
        public OfText(Slice slice) {}

        @Operation
        public void add(String text) {}

        /** Has it. */
        public static final class Model {
            public void add(String text) {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class ToObject {
        public ToObject(Slice slice) {}

        @Operation
        public Object get() {
            return "";
        }

        /** Has it. */
        public static final class Model {
            public Object get() {
                return "";
            }
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Many {
        public Many(Slice slice) {}

        @Operation
        public void add(int a, int b, int c, int d) {}

        /** Has it. */
        public static final class Model {
            public void add(int a, int b, int c, int d) {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Backwards {
        public Backwards(Slice slice) {}

        @Operation
        public void add(@Range(from = 5, to = 1) int a) {}

        /** Has it. */
        public static final class Model {
            public void add(int a) {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Stranger {
        public Stranger(Slice slice) {}

        @Operation(workers = 2)
        public void add() {}

        /** Has it. */
        public static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Idle {
        public Idle(Slice slice) {}

        @Operation(workers = 0)
        public void add() {}

        /** Has it. */
        public static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class Weightless {
        public Weightless(Slice slice) {}

        @Operation(weight = 0)
        public void add() {}

        /** Has it. */
        public static final class Model {
            public void add() {}
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class HalfKeyed {
        public HalfKeyed(Slice slice) {}

        @Operation
        public void put(@Key int key) {}

        @Operation
        public int size() {
            return 0;
        }

        /** Has both. */
        public static final class Model {
            public void put(int key) {}

            public int size() {
                return 0;
            }
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class BadStart {
        public BadStart(Slice slice) {}

        @Initialise
        public void start(int bytes) {}

        @Operation
        public void add() {}

        /** Has it. */
        public static final class Model {
            public void add() {}
        }
    }
}
