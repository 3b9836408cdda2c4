package org.shmstress.scenario;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.HarnessException;
import org.shmstress.api.Fault;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.Scenario.ObjectModel;
import org.shmstress.scenario.Scenario.ObjectTest;
import org.shmstress.scenario.shape.Annotations;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.SliceModes;

/**
 * Finds classes marked {@link SharedObject}, without loading them: what an author's class does when it is loaded is the worker's
 * affair. One that cannot be tried becomes a scenario too, one that says why.
 */
public final class ObjectScanner {

    private static final String SHARED_OBJECT = Type.getDescriptor(SharedObject.class);
    private static final String SHARED_LOCK = Type.getInternalName(SharedLock.class);
    private static final String SLICE = Type.getInternalName(Slice.class);
    private static final Set<String> CONSTRUCTORS = Set.of(
            "(" + Type.getDescriptor(Slice.class) + ")V",
            "(" + Type.getDescriptor(Slice.class) + Type.getDescriptor(Path.class) + ")V");
    private static final int MAX_WORKERS = 16;

    private final ClassSource source;
    private final ClassNode node;
    private final AnnotationNode annotation;

    private ObjectScanner(ClassSource source, ClassNode node, AnnotationNode annotation) {
        this.source = source;
        this.node = node;
        this.annotation = annotation;
    }

    /** The shared objects of a jar or directory that may be selected, by class name. */
    public static List<Scenario> scan(Path origin, Selection selection) {
        try (ClassSource source = ClassSource.open(origin)) {
            List<Scenario> objects = new ArrayList<>();
            for (String name : source.names()) {
                if (selection.mayTakeMutants() || selection.mayTake(ClassScanner.id(Names.of(name)))) {
                    readable(source, name)
                            .flatMap(node -> Annotations.find(node.visibleAnnotations, SHARED_OBJECT)
                                    .map(annotation -> new ObjectScanner(source, node, annotation).scenario()))
                            .ifPresent(objects::add);
                }
            }
            return List.copyOf(objects);
        }
    }

    /** A class file that nobody could read may be anything; {@link ClassScanner} lists it, once is enough. */
    private static Optional<ClassNode> readable(ClassSource source, String name) {
        try {
            return source.find(name);
        } catch (HarnessException e) {
            return Optional.empty();
        }
    }

    private ObjectTest scenario() {
        String binaryName = Names.of(node.name);
        Optional<String> refusal = refusal();
        Optional<ObjectModel> model = Optional.empty();
        try {
            model = refusal.isPresent() || isLock(node)
                    ? model
                    : Optional.of(operations().model());
        } catch (Refusal e) {
            refusal = Optional.of(e.reason());
        }
        return new ObjectTest(
                id(binaryName),
                Annotations.text(annotation, "title"),
                Annotations.text(annotation, "description"),
                controls(),
                binaryName,
                source.origin(),
                number("bytes", 0),
                number("workers", 2),
                model,
                refusal.isPresent() ? Set.of() : ClassScanner.pathsWith(modes()),
                faults(),
                new Deviation(Annotations.text(annotation, "deviation"), Annotations.text(annotation, "deviationIs")),
                refusal);
    }

    private String id(String binaryName) {
        String defect = Annotations.text(annotation, "defect");
        return defect.isEmpty() ? ClassScanner.id(binaryName) : "defects/" + defect;
    }

    private Set<String> controls() {
        return Set.copyOf(Annotations.list(annotation, "control", String.class));
    }

    private int number(String element, int otherwise) {
        return Annotations.element(annotation, element).map(Integer.class::cast).orElse(otherwise);
    }

    private Set<Fault> faults() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        Annotations.list(annotation, "faults", String[].class)
                .forEach(constant -> faults.add(Fault.valueOf(constant[1])));
        return Collections.unmodifiableSet(faults);
    }

    private Optional<String> refusal() {
        if ((node.access & Opcodes.ACC_PUBLIC) == 0 || (node.access & Opcodes.ACC_ABSTRACT) != 0) {
            return refused("the class must be public and not abstract, a nested one static as well");
        }
        if (node.methods.stream().noneMatch(ObjectScanner::isConstructor)) {
            return refused("it needs a public constructor that takes one Slice, or a Slice and a Path");
        }
        if (!isLock(node) && !operations().hasOperations()) {
            return refused(
                    "there is nothing to call: mark public methods with @Operation, or let it implement SharedLock");
        }
        if (number("bytes", 0) < 1) {
            return refused("bytes is " + number("bytes", 0) + "; say how large its slice is");
        }
        int workers = number("workers", 2);
        if (workers < 2 || workers > MAX_WORKERS) {
            return refused("workers is " + workers + "; from 2 to " + MAX_WORKERS + " processes can share it");
        }
        try {
            Pattern.compile(Annotations.text(annotation, "deviationIs"));
        } catch (PatternSyntaxException e) {
            return refused("deviationIs is no regular expression: " + e.getDescription() + " at character "
                    + (e.getIndex() + 1));
        }
        return Optional.empty();
    }

    private Optional<String> refused(String why) {
        return Optional.of(Names.of(node.name) + ": " + why);
    }

    private OperationScanner operations() {
        return new OperationScanner(source, node, number("workers", 2));
    }

    private static boolean isConstructor(MethodNode method) {
        return method.name.equals("<init>")
                && CONSTRUCTORS.contains(method.desc)
                && (method.access & Opcodes.ACC_PUBLIC) != 0;
    }

    private boolean isLock(ClassNode type) {
        return type.interfaces.contains(SHARED_LOCK)
                || type.interfaces.stream()
                        .anyMatch(i -> source.find(i).filter(this::isLock).isPresent())
                || type.superName != null
                        && source.find(type.superName).filter(this::isLock).isPresent();
    }

    /** Groups of access modes in the object's class, its ancestors and whatever classes of this origin they call. */
    private Set<Mode> modes() {
        Set<Mode> modes = EnumSet.of(Mode.PLAIN);
        Set<String> seen = new HashSet<>(Set.of(node.name));
        Deque<ClassNode> pending = new ArrayDeque<>(List.of(node));
        while (!pending.isEmpty()) {
            calls(pending.pop()).forEach(call -> {
                if (call.owner.equals(SLICE)) {
                    modes.add(SliceModes.of(call.name));
                } else if (seen.add(call.owner)) {
                    source.find(call.owner).ifPresent(pending::push);
                }
            });
        }
        return modes;
    }

    private static Stream<MethodInsnNode> calls(ClassNode type) {
        return type.methods.stream()
                .flatMap(method -> Arrays.stream(method.instructions.toArray()))
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast);
    }
}
