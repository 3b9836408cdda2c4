package org.shmstress.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.api.Initialise;
import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationParameter.Source;
import org.shmstress.protocol.OperationShape;
import org.shmstress.scenario.Scenario.ObjectModel;
import org.shmstress.scenario.shape.Annotations;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;

/** Reads the operations of a shared object and their model from class files; what cannot be tried is a {@link Refusal}. */
final class OperationScanner {

    private static final String OPERATION = Type.getDescriptor(Operation.class);
    private static final String INITIALISE = Type.getDescriptor(Initialise.class);
    private static final String RANGE = Type.getDescriptor(Range.class);
    private static final String UNIQUE = Type.getDescriptor(Unique.class);
    private static final String WORKER = Type.getDescriptor(Worker.class);
    private static final String KEY = Type.getDescriptor(Key.class);
    private static final String MODEL = "$Model";
    private static final int DEFAULT_TO = 9;
    private static final String RESULTS = "VZBSCIJFD";

    private final ClassSource source;
    private final ClassNode object;
    private final int workers;

    /** Reads a class of the source that so many workers are to use. */
    OperationScanner(ClassSource source, ClassNode object, int workers) {
        this.source = source;
        this.object = object;
        this.workers = workers;
    }

    /** The class and its ancestors in this source, nearest first. */
    private List<ClassNode> lineage() {
        List<ClassNode> lineage = new ArrayList<>();
        Optional<ClassNode> next = Optional.of(object);
        while (next.isPresent()) {
            lineage.add(next.get());
            next = next.flatMap(node -> Optional.ofNullable(node.superName)).flatMap(source::find);
        }
        return lineage;
    }

    /** True if the class or an ancestor has a method with {@link Operation}. */
    boolean hasOperations() {
        return !annotated(OPERATION).isEmpty();
    }

    /** Methods with the annotation by name and descriptor, an overridden one once. */
    private Map<String, MethodNode> annotated(String annotation) {
        Map<String, MethodNode> methods = new LinkedHashMap<>();
        for (ClassNode node : lineage()) {
            for (MethodNode method : node.methods) {
                if (Annotations.find(method.visibleAnnotations, annotation).isPresent()) {
                    methods.putIfAbsent(method.name + method.desc, method);
                }
            }
        }
        return methods;
    }

    /** The operations and the model. */
    ObjectModel model() throws Refusal {
        ClassNode model = modelClass();
        List<OperationShape> operations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (MethodNode method : annotated(OPERATION).values()) {
            if (!names.add(method.name)) {
                throw refusal(method, "there are two operations of this name; give each a name of its own");
            }
            operations.add(operation(method));
            requireTwin(model, method);
        }
        requireSomethingToDo(operations);
        requireKeys(operations);
        return new ObjectModel(Names.of(model.name), List.copyOf(operations), initialiser());
    }

    private ClassNode modelClass() throws Refusal {
        for (ClassNode node : lineage()) {
            Optional<ClassNode> model = source.find(node.name + MODEL);
            if (model.isPresent()) {
                boolean usable = model.get().methods.stream()
                        .anyMatch(m -> m.name.equals("<init>")
                                && m.desc.equals("()V")
                                && (m.access & Opcodes.ACC_PUBLIC) != 0);
                if (!usable || (model.get().access & Opcodes.ACC_PUBLIC) == 0) {
                    throw new Refusal(Names.of(model.get().name)
                            + ": a model is a public static class with a public constructor without parameters");
                }
                return model.get();
            }
        }
        throw new Refusal(
                Names.of(object.name) + ": it has operations but no model; give it a public static nested class Model"
                        + " with the same methods, which do the same to plain fields");
    }

    private OperationShape operation(MethodNode method) throws Refusal {
        AnnotationNode annotation =
                Annotations.find(method.visibleAnnotations, OPERATION).orElseThrow();
        if ((method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) != Opcodes.ACC_PUBLIC) {
            throw refusal(method, "an operation is a public method that is not static");
        }
        int weight = Annotations.element(annotation, "weight")
                .map(Integer.class::cast)
                .orElse(1);
        if (weight < 1) {
            throw refusal(method, "weight is " + weight + "; from 1 is possible");
        }
        List<Integer> callers = callers(annotation);
        if (callers.stream().anyMatch(w -> w < 0 || w >= workers)) {
            throw refusal(method, "workers is " + callers + "; there are workers 0 to " + (workers - 1));
        }
        return new OperationShape(
                method.name,
                method.desc,
                weight,
                Annotations.element(annotation, "blocking").equals(Optional.of(true)),
                callers,
                parameters(method),
                constants(method, result(method), "result"),
                method.exceptions == null
                        ? List.of()
                        : method.exceptions.stream().map(Names::of).toList());
    }

    /** ASM has an array of ints as an {@code int[]} or a list, depending on how it was written. */
    private static List<Integer> callers(AnnotationNode annotation) {
        Object element = Annotations.element(annotation, "workers").orElse(List.of());
        return element instanceof int[] array
                ? Arrays.stream(array).boxed().toList()
                : Annotations.list(annotation, "workers", Integer.class);
    }

    private Type result(MethodNode method) throws Refusal {
        Type type = Type.getReturnType(method.desc);
        if (RESULTS.contains(type.getDescriptor()) || isEnum(type)) {
            return type;
        }
        throw refusal(
                method,
                "it returns " + type.getClassName()
                        + "; return void, a primitive or an enum declared beside the object");
    }

    private List<OperationParameter> parameters(MethodNode method) throws Refusal {
        Type[] types = Type.getArgumentTypes(method.desc);
        if (types.length > OperationShape.MAX_PARAMETERS) {
            throw refusal(
                    method,
                    "it has " + types.length + " parameters; at most " + OperationShape.MAX_PARAMETERS
                            + " are possible");
        }
        List<OperationParameter> parameters = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            parameters.add(parameter(method, i, types[i], annotations(method, i)));
        }
        return parameters;
    }

    private static @Nullable List<AnnotationNode> annotations(MethodNode method, int parameter) {
        return method.visibleParameterAnnotations == null || method.visibleParameterAnnotations.length <= parameter
                ? null
                : method.visibleParameterAnnotations[parameter];
    }

    private OperationParameter parameter(
            MethodNode method, int index, Type type, @Nullable List<AnnotationNode> annotations) throws Refusal {
        boolean key = Annotations.find(annotations, KEY).isPresent();
        String descriptor = type.getDescriptor();
        if (descriptor.equals("Z")) {
            return new OperationParameter(descriptor, Source.RANGE, 0, 1, List.of(), key);
        }
        if (isEnum(type)) {
            List<String> constants = constants(method, type, "parameter " + (index + 1));
            return new OperationParameter(descriptor, Source.RANGE, 0, constants.size() - 1L, constants, key);
        }
        if (!descriptor.equals("I") && !descriptor.equals("J")) {
            throw refusal(
                    method,
                    "parameter " + (index + 1) + " is of type " + type.getClassName()
                            + "; int, long, boolean and enums declared beside the object are possible");
        }
        if (Annotations.find(annotations, UNIQUE).isPresent()) {
            return new OperationParameter(descriptor, Source.UNIQUE, 0, 0, List.of(), key);
        }
        if (Annotations.find(annotations, WORKER).isPresent()) {
            return new OperationParameter(descriptor, Source.WORKER, 0, 0, List.of(), key);
        }
        return range(method, index, descriptor, Annotations.find(annotations, RANGE), key);
    }

    private OperationParameter range(
            MethodNode method, int index, String descriptor, Optional<AnnotationNode> range, boolean key)
            throws Refusal {
        long from = range.flatMap(r -> Annotations.element(r, "from"))
                .map(Long.class::cast)
                .orElse(0L);
        long to = range.flatMap(r -> Annotations.element(r, "to"))
                .map(Long.class::cast)
                .orElse((long) DEFAULT_TO);
        boolean fits = descriptor.equals("J") || from >= Integer.MIN_VALUE && to <= Integer.MAX_VALUE;
        if (from > to || !fits || to - from < 0) {
            throw refusal(
                    method,
                    "parameter " + (index + 1) + " has the range " + from + " to " + to
                            + "; give the least value first, and values of its type");
        }
        return new OperationParameter(descriptor, Source.RANGE, from, to, List.of(), key);
    }

    private boolean isEnum(Type type) {
        return type.getSort() == Type.OBJECT
                && source.find(type.getInternalName())
                        .filter(node -> (node.access & Opcodes.ACC_ENUM) != 0)
                        .isPresent();
    }

    private List<String> constants(MethodNode method, Type type, String what) throws Refusal {
        if (!isEnum(type)) {
            return List.of();
        }
        ClassNode node = source.find(type.getInternalName()).orElseThrow();
        List<String> constants = new ArrayList<>();
        for (FieldNode field : node.fields) {
            if ((field.access & Opcodes.ACC_ENUM) != 0) {
                constants.add(field.name);
            }
        }
        if (constants.isEmpty()) {
            throw refusal(method, what + " is of type " + type.getClassName() + ", an enum without constants");
        }
        return constants;
    }

    private void requireTwin(ClassNode model, MethodNode method) throws Refusal {
        boolean there = model.methods.stream()
                .anyMatch(m -> m.name.equals(method.name)
                        && m.desc.equals(method.desc)
                        && (m.access & Opcodes.ACC_PUBLIC) != 0);
        if (!there) {
            throw refusal(
                    method,
                    Names.of(model.name)
                            + " has no such public method; add one with the same name, parameters and result");
        }
    }

    private void requireSomethingToDo(List<OperationShape> operations) throws Refusal {
        int idle = IntStream.range(0, workers)
                .filter(w -> operations.stream().noneMatch(o -> o.isCalledBy(w)))
                .findFirst()
                .orElse(-1);
        if (idle >= 0) {
            throw new Refusal(Names.of(object.name) + ": worker " + idle
                    + " has no operation to call; name it in the workers of one, or use fewer workers");
        }
    }

    private void requireKeys(List<OperationShape> operations) throws Refusal {
        List<OperationShape> keyless = operations.stream()
                .filter(o ->
                        o.parameters().stream().filter(OperationParameter::key).count() != 1)
                .toList();
        boolean used = operations.stream().anyMatch(o -> o.parameters().stream().anyMatch(OperationParameter::key));
        if (used && !keyless.isEmpty()) {
            throw new Refusal(Names.of(object.name) + "." + keyless.get(0).name()
                    + ": each operation needs exactly one @Key parameter, or none has one");
        }
    }

    private String initialiser() throws Refusal {
        List<MethodNode> methods = List.copyOf(annotated(INITIALISE).values());
        if (methods.isEmpty()) {
            return "";
        }
        MethodNode only = methods.get(0);
        if (methods.size() > 1 || !only.desc.equals("()V") || (only.access & Opcodes.ACC_PUBLIC) == 0) {
            throw refusal(only, "one public void method without parameters may have @Initialise");
        }
        return only.name;
    }

    private Refusal refusal(MethodNode method, String why) {
        return new Refusal(Names.of(object.name) + "." + method.name + ": " + why);
    }
}
