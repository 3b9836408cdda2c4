package org.shmstress.scenario.shape;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.shape.Handles.Call;
import org.shmstress.scenario.shape.Hierarchy.DeclaredMethod;

/**
 * Walks everything that one method of a test can reach inside the origin, and refuses what lifting would silently get wrong.
 *
 * <p>The walk over-approximates: a virtual call reaches the method found statically, its override in the state or test class,
 * and every method of each class that reached code instantiates.
 */
final class Reach {

    private static final String SLICE = "org/shmstress/api/Slice";

    /**
     * What a walk is about.
     *
     * @param resultClass class of the result
     * @param receivers classes whose overriding methods a virtual call may reach
     * @param shared classes whose instances are shared
     * @param isFlat whether a state is one object with nothing but primitive fields and slices
     * @param substitutes types in whose place the test gets stand-ins
     * @param kind what the reached code is for
     */
    record Scope(
            String resultClass,
            Set<String> receivers,
            Set<String> shared,
            boolean isFlat,
            Substitutes substitutes,
            Kind kind) {

        /** A scope in which nothing is known to be shared. */
        static Scope of(String resultClass, Set<String> receivers, Kind kind) {
            return new Scope(resultClass, receivers, Set.of(), false, Substitutes.NONE, kind);
        }
    }

    /** What reached code is for. */
    enum Kind {
        /** Nothing is lifted, so nothing is refused: only written result fields are of interest. */
        ORIGINAL,
        /** A constructor: it may set references. */
        CONSTRUCTION,
        /** An actor or arbiter. */
        ACTION
    }

    private final Hierarchy hierarchy;
    private final Handles handles;
    private final StandInUse standIns;
    private final Scope scope;
    private final Deque<DeclaredMethod> pending = new ArrayDeque<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> writtenResultFields = new TreeSet<>();
    private final Set<String> instantiated = new TreeSet<>();
    private final Set<String> lambdaTypes = new TreeSet<>();
    private final Set<Mode> modes = EnumSet.noneOf(Mode.class);
    private final Set<String> locks = new TreeSet<>();
    private final Set<String> otherObjects = new TreeSet<>();
    private Optional<String> bufferTrouble = Optional.empty();
    private boolean storesReferences;
    private boolean usesMonitors;

    Reach(Hierarchy hierarchy, Scope scope) {
        this.hierarchy = hierarchy;
        this.handles = new Handles(hierarchy);
        this.scope = scope;
        this.standIns = new StandInUse(hierarchy, scope.substitutes);
    }

    private boolean isLifted() {
        return scope.kind != Kind.ORIGINAL;
    }

    /** Classes of the origin that reached code instantiates. */
    Set<String> instantiated() {
        return instantiated;
    }

    /** Interfaces as whose instances reached code makes lambda expressions or method references. */
    Set<String> lambdaTypes() {
        return lambdaTypes;
    }

    /** What reached code does with buffers that it must not do with those of a state. */
    Optional<String> bufferTrouble() {
        return bufferTrouble;
    }

    /** True if reached code enters monitors or asks about them. */
    boolean usesMonitors() {
        return usesMonitors;
    }

    /** Whether all that reached code ever stores in a field of type Object is a {@code new Object()} made for it. */
    boolean holdsLock(String owner, String field) {
        return locks.contains(owner + "." + field) && !otherObjects.contains(owner + "." + field);
    }

    /** True if reached code stores to elements of some array of references. */
    boolean storesReferences() {
        return storesReferences;
    }

    /** Names of the result fields that reached code writes. */
    Set<String> writtenResultFields() {
        return writtenResultFields;
    }

    /** Access modes of the Slice calls in reached code. */
    Set<Mode> modes() {
        return modes;
    }

    void walk(String owner, String name, String descriptor) throws Refusal {
        hierarchy.method(owner, name, descriptor).ifPresent(this::reach);
        while (!pending.isEmpty()) {
            read(pending.pop());
        }
    }

    private void reach(DeclaredMethod method) {
        if (visited.add(method.owner().name + "." + method.method().name + method.method().desc)) {
            pending.push(method);
        }
    }

    private void read(DeclaredMethod declared) throws Refusal {
        String where = Names.of(declared.owner().name) + "." + declared.method().name;
        if (isLifted()) {
            checkMethod(declared, where);
            standIns.check(declared);
            for (Call call : handles.calls(declared.owner(), declared.method())) {
                modes.addAll(HandleModes.modes(call));
            }
        }
        for (AbstractInsnNode instruction : declared.method().instructions) {
            if (isLifted() && instruction.getOpcode() == Opcodes.MONITORENTER) {
                readMonitor(declared, instruction);
            }
            read(instruction, where);
        }
    }

    private void checkMethod(DeclaredMethod declared, String where) throws Refusal {
        if ((declared.method().access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            usesMonitors = true;
            if (scope.kind == Kind.ACTION) {
                MonitorUse.checkSynchronized(declared.owner(), declared.method(), scope.shared);
            }
        }
        if ((declared.method().access & Opcodes.ACC_NATIVE) != 0) {
            throw new Refusal("method " + where + " is native: what it does to the state cannot be seen");
        }
    }

    private void read(AbstractInsnNode instruction, String where) throws Refusal {
        if (instruction instanceof MethodInsnNode call) {
            readCall(call, where);
        } else if (instruction instanceof FieldInsnNode field) {
            readField(field, where);
        } else if (instruction instanceof TypeInsnNode type && type.getOpcode() == Opcodes.NEW) {
            readNew(type.desc, where);
        } else if (instruction instanceof MultiANewArrayInsnNode rows
                && rows.dims > 2
                && scope.substitutes.hasArrays()) {
            throw new Refusal("method " + where + " makes an array of more than two dimensions: that is not lifted");
        } else if (instruction.getOpcode() == Opcodes.AASTORE) {
            storesReferences = true;
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            lambdaTypes.add(Type.getReturnType(dynamic.desc).getInternalName());
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle) {
                    reachCall(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }
    }

    private Optional<String> bufferTrouble(MethodInsnNode call) {
        boolean isOfOrigin = hierarchy.find(call.owner).isPresent();
        return scope.kind == Kind.ACTION
                ? BufferUse.troubleInAction(call, isOfOrigin)
                : BufferUse.troubleInConstruction(call, isOfOrigin);
    }

    private void readMonitor(DeclaredMethod declared, AbstractInsnNode enter) throws Refusal {
        usesMonitors = true;
        if (scope.kind == Kind.ACTION) {
            MonitorUse.checkEnter(declared.owner(), declared.method(), enter, scope.shared);
        }
    }

    private void readCall(MethodInsnNode call, String where) throws Refusal {
        bufferTrouble = bufferTrouble.or(() -> bufferTrouble(call).map(trouble -> "method " + where + " " + trouble));
        if (!isLifted()) {
            reachCall(call.owner, call.name, call.desc);
            return;
        }
        if (call.owner.equals(SLICE)) {
            modes.add(SliceModes.of(call.name));
        } else if (call.owner.equals("java/lang/Object")
                && (call.name.equals("wait") || call.name.startsWith("notify"))) {
            throw new Refusal("method " + where + " calls " + call.name
                    + ": who waits in a monitor waits in one process, and no other can wake it");
        } else if (call.owner.equals("java/lang/Thread") && call.name.equals("holdsLock")) {
            usesMonitors = true;
        } else if (call.owner.equals("java/lang/Thread") && call.name.equals("start")) {
            throw new Refusal("method " + where + " starts a thread: actors must do their work themselves");
        } else if (call.owner.equals("java/lang/reflect/Field")) {
            throw new Refusal("method " + where + " calls java.lang.reflect.Field." + call.name
                    + ": access by reflection is not lifted");
        } else {
            reachCall(call.owner, call.name, call.desc);
        }
    }

    private void reachCall(String owner, String name, String descriptor) {
        hierarchy.method(owner, name, descriptor).ifPresent(this::reach);
        for (String receiver : scope.receivers) {
            if (hierarchy.isSubtype(receiver, owner)) {
                hierarchy.method(receiver, name, descriptor).ifPresent(this::reach);
            }
        }
    }

    private void readNew(String type, String where) throws Refusal {
        if (scope.kind == Kind.ACTION && scope.isFlat && scope.shared.contains(type)) {
            throw new Refusal("method " + where + " makes a " + Names.of(type) + ": actors make no states");
        }
        if (hierarchy.find(type).isPresent()) {
            instantiated.add(type);
        }
        for (ClassNode node : hierarchy.chain(type)) {
            if (!scope.receivers.contains(node.name)) {
                node.methods.forEach(m -> reach(new DeclaredMethod(node, m)));
            }
        }
    }

    private void readField(FieldInsnNode access, String where) throws Refusal {
        boolean isStatic = access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
        if (isStatic) {
            requireInCore(access, where);
            if (isLifted()) {
                readStatic(access, where);
            }
        } else if (access.getOpcode() == Opcodes.PUTFIELD) {
            readPut(access, where);
        } else if (scope.kind == Kind.ACTION
                && access.desc.equals(MonitorUse.OBJECT)
                && scope.shared.contains(access.owner)
                && !MonitorUse.isOnlyLocked(access)) {
            throw new Refusal("field " + access.name + ", with which " + where + " does more than lock it: "
                    + Names.whyNot(access.desc));
        }
    }

    /** Test jars were compiled against a jcstress-core of their own, whose helpers may have had other fields. */
    private void requireInCore(FieldInsnNode access, String where) throws Refusal {
        boolean missing = !Handles.isUnsafeOfCore(access)
                && hierarchy.find(access.owner).isEmpty()
                && hierarchy
                        .findAnywhere(access.owner)
                        .filter(core ->
                                Hierarchy.field(core, access.name, access.desc).isEmpty())
                        .isPresent();
        if (missing) {
            throw new Refusal("method " + where + " uses " + Names.of(access.owner) + "." + access.name
                    + ", which this jcstress-core does not have: the test was compiled against another version");
        }
    }

    private void readPut(FieldInsnNode access, String where) throws Refusal {
        if (access.owner.equals(scope.resultClass)) {
            writtenResultFields.add(access.name);
        }
        if (access.desc.equals(MonitorUse.OBJECT)) {
            (MonitorUse.isNewLock(access) ? locks : otherObjects).add(access.owner + "." + access.name);
        }
        boolean isReference = access.desc.length() > 1;
        Optional<String> owner = hierarchy.fieldOwner(access.owner, access.name, access.desc);
        if (scope.kind == Kind.ACTION
                && isReference
                && owner.filter(scope.shared::contains).isPresent()) {
            throw new Refusal("field " + access.name + " ("
                    + Type.getType(access.desc).getClassName() + ") is written by " + where
                    + ": object references cannot be shared between processes, but for those that constructors set");
        }
    }

    private void readStatic(FieldInsnNode access, String where) throws Refusal {
        Optional<String> owner = hierarchy.fieldOwner(access.owner, access.name, access.desc);
        if (owner.isEmpty()) {
            return;
        }
        ClassNode declaring = hierarchy.chain(owner.get()).get(0);
        FieldNode field = Hierarchy.field(declaring, access.name, access.desc).orElseThrow();
        String name = Names.of(declaring.name) + "." + field.name;
        boolean harmless = (field.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) != 0;
        if (!Modifier.isFinal(field.access)) {
            throw new Refusal("static field " + name + ", used by " + where + ", is one per process: it is not shared");
        }
        if (!harmless && !isConstantType(field.desc) && !Handles.isHandleType(field.desc)) {
            throw new Refusal("static field " + name + ", used by " + where + ": " + Names.whyNot(field.desc));
        }
    }

    static boolean isConstantType(String descriptor) {
        return Type.getType(descriptor).getSort() < Type.ARRAY || descriptor.equals("Ljava/lang/String;");
    }
}
