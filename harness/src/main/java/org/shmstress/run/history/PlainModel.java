package org.shmstress.run.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.api.MustWait;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;
import org.shmstress.judge.SequentialModel;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario;

/**
 * An author's plain mutable class as a model: one instance is put into a state, called, and asked for its new state. States are the
 * values of its fields (see {@link ModelState}).
 */
public final class PlainModel implements SequentialModel<List<Object>>, AutoCloseable {

    private final URLClassLoader loader;
    private final Object instance;
    private final ModelState fields;
    private final List<Object> initial;
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Integer> keys = new HashMap<>();

    private PlainModel(URLClassLoader loader, Class<?> type, List<OperationShape> operations)
            throws ReflectiveOperationException {
        this.loader = loader;
        this.instance = type.getConstructor().newInstance();
        this.fields = ModelState.of(type);
        this.initial = fields.read(instance);
        for (OperationShape operation : operations) {
            methods.put(operation.name(), method(type, operation));
            key(operation);
        }
    }

    private static Method method(Class<?> type, OperationShape operation) throws ReflectiveOperationException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(operation.name())
                    && java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .toMethodDescriptorString()
                            .equals(operation.descriptor())) {
                return method;
            }
        }
        throw new NoSuchMethodException(type.getName() + "." + operation.name() + operation.descriptor());
    }

    private void key(OperationShape operation) {
        List<OperationParameter> parameters = operation.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).key()) {
                keys.put(operation.name(), i);
            }
        }
    }

    /**
     * Loads a model.
     *
     * @throws HarnessException if it cannot be used, with class and remedy
     */
    public static PlainModel load(Path origin, Scenario.ObjectModel model) {
        try {
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {origin.toUri().toURL()}, PlainModel.class.getClassLoader());
            return new PlainModel(loader, Class.forName(model.modelClass(), true, loader), model.operations());
        } catch (InvocationTargetException e) {
            throw new HarnessException("the constructor of " + model.modelClass() + " threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError | MalformedURLException e) {
            throw new HarnessException(
                    "cannot use the model " + model.modelClass() + " of " + origin + " (" + e
                            + "): it needs a public constructor without parameters and a public method per operation",
                    e);
        }
    }

    @Override
    public List<Object> initial() {
        return initial;
    }

    @Override
    public Collection<List<Object>> step(List<Object> state, Call call, Response response) {
        fields.write(instance, state);
        Response right = respond(call);
        if (right instanceof Response.Pending || !(response instanceof Response.Pending) && !right.equals(response)) {
            return List.of();
        }
        return List.of(fields.read(instance));
    }

    /** How a call ends in this state, and in which state that leaves the model; empty if it would have to wait. */
    Optional<End> perform(List<Object> state, Call call) {
        fields.write(instance, state);
        Response response = respond(call);
        return response instanceof Response.Pending
                ? Optional.empty()
                : Optional.of(new End(response, fields.read(instance)));
    }

    /**
     * The end of a call.
     *
     * @param response how it ended
     * @param state of the model afterwards
     */
    record End(Response response, List<Object> state) {}

    /** Simple names of exceptions that an operation of the object declares and the model's does not: refusals, which no model can foresee. */
    Set<String> refusals(List<OperationShape> operations) {
        Set<String> foreseen = methods.values().stream()
                .flatMap(method -> Arrays.stream(method.getExceptionTypes()))
                .map(type -> LogReader.simpleName(type.getName()))
                .collect(Collectors.toSet());
        return operations.stream()
                .flatMap(operation -> operation.exceptions().stream())
                .map(LogReader::simpleName)
                .filter(name -> !foreseen.contains(name))
                .collect(Collectors.toSet());
    }

    /** What the model responds; pending if the call would have to wait. */
    private Response respond(Call call) {
        Method method = methods.get(call.operation());
        if (method == null) {
            throw new IllegalArgumentException("no operation is called " + call.operation());
        }
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = Encoding.argument(call.argument(i), types[i]);
        }
        try {
            return Response.returned(Encoding.value(method.invoke(instance, arguments)));
        } catch (InvocationTargetException e) {
            return thrown(method, e);
        } catch (IllegalAccessException e) {
            throw new HarnessException(method + " must be public, in a public class", e);
        }
    }

    private static Response thrown(Method method, InvocationTargetException thrown) {
        Throwable cause = thrown.getTargetException();
        if (cause instanceof MustWait) {
            return Response.PENDING;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(cause)) {
                return new Response.Threw(LogReader.simpleName(declared.getName()));
            }
        }
        throw new HarnessException(
                method.getDeclaringClass().getName() + "." + method.getName() + " threw " + cause
                        + ": a model may throw what its throws clause names, and MustWait",
                thrown);
    }

    @Override
    public Value partition(Call call) {
        Integer key = keys.get(call.operation());
        return key == null ? Value.NOTHING : call.argument(key);
    }

    @Override
    public String describe(List<Object> state) {
        return fields.describe(state);
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (java.io.IOException e) {
            throw new HarnessException("cannot close the class loader of a model", e);
        }
    }
}
