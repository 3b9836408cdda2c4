package org.shmstress.scenario.shape;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * What a state object holds, with all objects that it refers to: each class of which an instance may be reached from the state,
 * and its fields. References change only in construction, so what the constructors instantiate is all there can be.
 */
final class SharedState {

    private static final String SLICE = "Lorg/shmstress/api/Slice;";
    private static final Set<String> PLAIN_PARENTS = Set.of("java/lang/Object", "java/lang/Record");

    private final Hierarchy hierarchy;
    private final String stateClass;
    private final Reach construction;
    private final Map<String, List<Place>> placesByClass = new LinkedHashMap<>();
    private final Deque<String> pending = new ArrayDeque<>();
    private final Set<String> substituted = new TreeSet<>();
    private boolean hasReferences;
    private boolean hasReferenceArrays;
    private boolean hasBuffers;

    private SharedState(Hierarchy hierarchy, String stateClass, Reach construction) {
        this.hierarchy = hierarchy;
        this.stateClass = stateClass;
        this.construction = construction;
    }

    /**
     * Finds what can be reached from a state.
     *
     * @param construction the walk over the state's constructor
     * @throws Refusal if a field holds what cannot be shared
     */
    static SharedState read(Hierarchy hierarchy, String stateClass, Reach construction) throws Refusal {
        SharedState state = new SharedState(hierarchy, stateClass, construction);
        state.add(stateClass);
        while (!state.pending.isEmpty()) {
            state.add(state.pending.pop());
        }
        return state;
    }

    /** Every class whose instances are shared, superclasses included. */
    Set<String> classes() {
        return Collections.unmodifiableSet(placesByClass.keySet());
    }

    /** Primitive and Slice fields of all these classes, superclasses first. */
    List<Place> places() {
        return placesByClass.values().stream().flatMap(List::stream).toList();
    }

    /** True if a state is one object with nothing but primitive fields and slices. */
    boolean isFlat() {
        return !hasReferences;
    }

    /** The types in whose place fields get stand-ins. */
    Substitutes substitutes() {
        return Substitutes.of(substituted);
    }

    /** True if buffers are among what is shared. */
    boolean hasBuffers() {
        return hasBuffers;
    }

    /** True if an array of references is among what is shared. */
    boolean hasReferenceArrays() {
        return hasReferenceArrays;
    }

    /** The words of all monitors: one per object, in the topmost class that lifting can give a field. */
    List<Place> monitors() {
        return placesByClass.keySet().stream()
                .filter(type -> hierarchy.chain(type).size() == 1)
                .map(type -> new Place(type, Place.MONITOR, "J", false))
                .toList();
    }

    private void add(String type) throws Refusal {
        List<ClassNode> chain = new ArrayList<>(hierarchy.chain(type));
        String top = String.valueOf(chain.get(chain.size() - 1).superName);
        if (Substitutes.hasStandIn("L" + top + ";")) {
            hasReferences = true;
            substituted.add("L" + top + ";");
        } else if (!PLAIN_PARENTS.contains(top)) {
            throw new Refusal(
                    "class " + Names.of(type) + " extends " + Names.of(top) + ", whose fields cannot be lifted");
        }
        Collections.reverse(chain);
        for (ClassNode node : chain) {
            if (!placesByClass.containsKey(node.name)) {
                placesByClass.put(node.name, places(node));
            }
        }
    }

    private List<Place> places(ClassNode node) throws Refusal {
        List<Place> places = new ArrayList<>();
        for (FieldNode field : node.fields) {
            if (Modifier.isStatic(field.access)) {
                continue;
            }
            if (field.desc.length() == 1 || field.desc.equals(SLICE)) {
                places.add(place(node, field));
            } else {
                hasReferences = true;
                readReference(node, field, Type.getType(field.desc));
            }
        }
        return List.copyOf(places);
    }

    private Place place(ClassNode node, FieldNode field) throws Refusal {
        if (field.desc.equals(SLICE)) {
            refuseIf(!Modifier.isFinal(field.access), field, "a Slice field must be final");
            boolean ofState = hierarchy.isSubclass(stateClass, node.name);
            refuseIf(!ofState, field, "a Slice must be a field of the state itself");
        }
        return new Place(node.name, field.name, field.desc, Modifier.isVolatile(field.access));
    }

    private void readReference(ClassNode node, FieldNode field, Type type) throws Refusal {
        if (Substitutes.hasStandIn(type.getDescriptor())) {
            substituted.add(type.getDescriptor());
            return;
        }
        if (type.getSort() == Type.ARRAY) {
            hasReferenceArrays = true;
            readReference(node, field, Type.getType(type.getDescriptor().substring(1)));
            return;
        }
        if (field.desc.equals(MonitorUse.OBJECT)
                && Modifier.isFinal(field.access)
                && construction.holdsLock(node.name, field.name)) {
            return;
        }
        if (type.getSort() == Type.OBJECT && BufferUse.isBuffer(type.getInternalName())) {
            String trouble = construction.bufferTrouble().orElse("");
            refuseIf(!trouble.isEmpty(), field, trouble);
            hasBuffers = true;
            return;
        }
        Optional<ClassNode> declared =
                type.getSort() == Type.OBJECT ? hierarchy.find(type.getInternalName()) : Optional.empty();
        refuseIf(declared.isEmpty(), field, Names.whyNot(field.desc));
        if ((declared.orElseThrow().access & Opcodes.ACC_ENUM) != 0) {
            readEnum(field, declared.orElseThrow());
            return;
        }
        for (String lambda : construction.lambdaTypes()) {
            refuseIf(
                    hierarchy.isSubtype(lambda, type.getInternalName()),
                    field,
                    "it may hold a lambda expression, whose captured values are not shared");
        }
        if (!Modifier.isInterface(declared.orElseThrow().access)) {
            push(type.getInternalName());
        }
        for (String made : construction.instantiated()) {
            if (hierarchy.isSubtype(made, type.getInternalName())) {
                push(made);
            }
        }
    }

    /** Constants are one per process, so all that they hold must be constant too. */
    private static void readEnum(FieldNode field, ClassNode type) throws Refusal {
        for (FieldNode held : type.fields) {
            boolean constant = Modifier.isStatic(held.access)
                    || (Modifier.isFinal(held.access) && Reach.isConstantType(held.desc));
            refuseIf(!constant, field, "enum constants hold " + held.name + ", which is one per process");
        }
    }

    private void push(String type) {
        if (!placesByClass.containsKey(type)) {
            pending.push(type);
        }
    }

    private static void refuseIf(boolean wrong, FieldNode field, String reason) throws Refusal {
        if (wrong) {
            throw new Refusal("field " + field.name + ": " + reason);
        }
    }
}
