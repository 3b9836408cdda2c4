package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.api.MustWait;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario;

/** Each correct object does what its model does when one call follows the other. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class SharedObjectModelTest {

    private static final int ROUNDS = 8;
    private static final int CALLS = 200;

    /** Their calls wait for each other in their middle, so none ends before another has begun. */
    private static final Set<String> MEETINGS = Set.of(
            "barriers/CentralBarrier",
            "barriers/MortalBarrier",
            "barriers/SenseBarrier",
            "crash/PthreadBarrierKilled",
            "glibc/Barrier",
            "waiting/CountdownEvent");

    @TempDir
    private Path directory;

    static Stream<Scenario.ObjectTest> objects() {
        return SharedObjects.all()
                .filter(object -> !object.isMutant() && object.model().isPresent())
                .filter(object -> !MEETINGS.contains(object.id()));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void agreesWithItsModel(Scenario.ObjectTest object) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (Calls calls = new Calls(object, Files.createDirectory(directory.resolve("round-" + round)), round)) {
                for (int i = 0; i < CALLS; i++) {
                    calls.next();
                }
            }
        }
    }

    /** Calls by one worker, or where there are roles by all workers in turn, on a fresh object and fresh models. */
    private static final class Calls implements AutoCloseable {
        private final Scenario.ObjectTest object;
        private final List<OperationShape> operations;
        private final Map<Object, Object> models = new HashMap<>();
        private final List<Object> instances = new ArrayList<>();
        private final List<String> done = new ArrayList<>();
        private final Random random;
        private long drawn;

        Calls(Scenario.ObjectTest object, Path directory, long seed) throws ReflectiveOperationException {
            this.object = object;
            this.operations = object.model().orElseThrow().operations();
            this.random = new Random(seed);
            Slice bytes = Slice.of((int) object.objectBytes(), 4096, 0);
            boolean roles = operations.stream().anyMatch(operation -> !operation.isCalledBy(0));
            for (int worker = 0; worker < (roles ? object.workers() : 1); worker++) {
                instances.add(attach(bytes, directory));
                if (worker == 0) {
                    initialise(instances.get(0));
                }
            }
        }

        private Object attach(Slice bytes, Path directory) throws ReflectiveOperationException {
            Class<?> type = Class.forName(object.objectClass());
            boolean inDirectory =
                    Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 2);
            return inDirectory
                    ? type.getConstructor(Slice.class, Path.class).newInstance(bytes, directory)
                    : type.getConstructor(Slice.class).newInstance(bytes);
        }

        private void initialise(Object instance) throws ReflectiveOperationException {
            String initialiser = object.model().orElseThrow().initialiser();
            if (!initialiser.isEmpty()) {
                instance.getClass().getMethod(initialiser).invoke(instance);
            }
        }

        void next() throws ReflectiveOperationException {
            int worker = random.nextInt(instances.size());
            OperationShape operation = operation(worker);
            Object[] arguments = arguments(operation, worker);
            String call = "worker " + worker + ": " + operation.name() + Arrays.toString(arguments);
            Object expected = call(model(operation, arguments), operation, arguments);
            if (!(expected instanceof MustWait)) {
                Object actual = call(instances.get(worker), operation, arguments);
                done.add(call + " returned " + actual);
                assertEquals(
                        text(expected),
                        text(actual),
                        () -> object.id() + " after "
                                + String.join("; ", done.subList(Math.max(0, done.size() - 20), done.size())));
            }
        }

        /** Where there are keys, a model describes what belongs to one of them. */
        private Object model(OperationShape operation, Object[] arguments) throws ReflectiveOperationException {
            Object key = IntStream.range(0, arguments.length)
                    .filter(i -> operation.parameters().get(i).key())
                    .mapToObj(i -> arguments[i])
                    .findFirst()
                    .orElse("");
            if (!models.containsKey(key)) {
                models.put(
                        key,
                        Class.forName(object.model().orElseThrow().modelClass())
                                .getConstructor()
                                .newInstance());
            }
            return models.get(key);
        }

        private OperationShape operation(int worker) {
            List<OperationShape> own = operations.stream()
                    .filter(operation -> operation.isCalledBy(worker))
                    .flatMap(operation -> Collections.nCopies(operation.weight(), operation).stream())
                    .toList();
            return own.get(random.nextInt(own.size()));
        }

        private Object[] arguments(OperationShape operation, int worker) throws ReflectiveOperationException {
            drawn++;
            Class<?>[] types = types(operation);
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = argument(operation.parameters().get(i), types[i], worker);
            }
            return arguments;
        }

        private Object argument(OperationParameter parameter, Class<?> type, int worker) {
            long value = switch (parameter.source()) {
                case RANGE ->
                    random.longs(1, parameter.from(), parameter.to() + 1).sum();
                case UNIQUE -> drawn;
                case WORKER -> worker;
            };
            if (type == boolean.class) {
                return value != 0;
            } else if (type.isEnum()) {
                return type.getEnumConstants()[(int) value];
            }
            return type == int.class ? (Object) (int) value : (Object) value;
        }

        private static Class<?>[] types(OperationShape operation) {
            return MethodType.fromMethodDescriptorString(
                            operation.descriptor(), SharedObjectModelTest.class.getClassLoader())
                    .parameterArray();
        }

        /** What it returned, or what it threw that is an outcome. */
        private static @Nullable Object call(Object target, OperationShape operation, Object[] arguments)
                throws ReflectiveOperationException {
            Method method = target.getClass().getMethod(operation.name(), types(operation));
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                boolean outcome = e.getCause() instanceof MustWait
                        || operation
                                .exceptions()
                                .contains(e.getCause().getClass().getName());
                if (outcome) {
                    return e.getCause();
                }
                throw e;
            }
        }

        private static String text(@Nullable Object outcome) {
            return outcome instanceof Exception e ? e.getClass().getSimpleName() : String.valueOf(outcome);
        }

        @Override
        public void close() throws Exception {
            for (Object instance : instances) {
                if (instance instanceof AutoCloseable open) {
                    open.close();
                }
            }
        }
    }
}
