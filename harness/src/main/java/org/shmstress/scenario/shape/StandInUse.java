package org.shmstress.scenario.shape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.shmstress.scenario.shape.Hierarchy.DeclaredMethod;

/**
 * Refuses what code does with arrays and atomics that it cannot do with stand-ins: these are neither to the JDK, which must never be
 * given one.
 */
final class StandInUse {

    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String OBJECT = "java/lang/Object";

    private final Hierarchy hierarchy;
    private final Substitutes substitutes;

    StandInUse(Hierarchy hierarchy, Substitutes substitutes) {
        this.hierarchy = hierarchy;
        this.substitutes = substitutes;
    }

    /** Looks at the instructions of one method. */
    void check(DeclaredMethod declared) throws Refusal {
        if (substitutes.equals(Substitutes.NONE)) {
            return;
        }
        String where = "method " + Names.of(declared.owner().name) + "." + declared.method().name;
        Optional<Origins> origins = Optional.empty();
        for (AbstractInsnNode instruction : declared.method().instructions) {
            if (instruction instanceof MethodInsnNode call && !isReplaced(call)) {
                checkDescriptor(call.owner, call.name, call.desc, where);
                if (isForeign(call.owner) && call.desc.contains(OBJECT) || call.owner.equals(OBJECT)) {
                    origins = origins.or(() -> Optional.of(Origins.of(declared.owner(), declared.method())));
                    checkObjects(call, origins.get(), where);
                }
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle handle && handle.getDesc().startsWith("(")) {
                        checkDescriptor(handle.getOwner(), handle.getName(), handle.getDesc(), where);
                    }
                }
            } else {
                checkType(instruction, where);
            }
        }
    }

    /** Looks at static initializers and all that they call. */
    void checkInitializers(Set<String> classes) throws Refusal {
        Deque<DeclaredMethod> pending = new ArrayDeque<>();
        for (String name : classes) {
            hierarchy.method(name, "<clinit>", "()V").ifPresent(pending::add);
        }
        Set<MethodNode> visited = new HashSet<>();
        while (!pending.isEmpty()) {
            DeclaredMethod declared = pending.pop();
            if (!visited.add(declared.method())) {
                continue;
            }
            if (!substitutes.spare(declared.method(), this::isOfOrigin)) {
                check(declared);
            }
            for (AbstractInsnNode instruction : declared.method().instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    hierarchy.method(call.owner, call.name, call.desc).ifPresent(pending::add);
                }
            }
        }
    }

    /** Refuses methods that become one: {@code boolean[]} and {@code byte[]} have the same stand-in. */
    void checkOverloads(Set<String> classes) throws Refusal {
        for (String name : classes) {
            Map<String, String> originals = new HashMap<>();
            for (ClassNode node : hierarchy.chain(name)) {
                for (MethodNode method : node.methods) {
                    String other = originals.putIfAbsent(method.name + substitutes.mapMethod(method.desc), method.desc);
                    if (other != null && !other.equals(method.desc)) {
                        throw new Refusal("methods " + method.name + " of " + Names.of(name)
                                + " differ only in that one has a boolean[] and the other a byte[]: these arrays, of"
                                + " which the state has some, cannot be told apart");
                    }
                }
            }
        }
    }

    private boolean isOfOrigin(String owner) {
        return hierarchy.find(owner).isPresent();
    }

    private boolean isReplaced(MethodInsnNode call) {
        // Calls by way of VarHandles were followed, or refused, before.
        return call.owner.equals(VAR_HANDLE) || substitutes.replacementOf(call).isPresent();
    }

    private boolean isForeign(String owner) {
        return !isOfOrigin(owner)
                && !substitutes.types().contains(Type.getObjectType(owner).getDescriptor());
    }

    private void checkDescriptor(String owner, String name, String descriptor, String where) throws Refusal {
        if (isForeign(owner) && !owner.equals(VAR_HANDLE) && substitutes.concern(descriptor)) {
            throw given(owner, name, where);
        }
    }

    private static Refusal given(String owner, String name, String where) {
        return new Refusal(where + " gives " + Names.of(owner) + "." + name
                + " an array or atomic of a type that the state has: that call is not lifted");
    }

    /** What a method takes as an Object may be a stand-in all the same. */
    private void checkObjects(MethodInsnNode call, Origins origins, String where) throws Refusal {
        boolean isHarmless = call.owner.equals("java/util/Objects") && call.name.equals("requireNonNull")
                || call.owner.endsWith("/Unsafe");
        if (isHarmless || !origins.isReached(call)) {
            return;
        }
        Type[] parameters = Type.getArgumentTypes(call.desc);
        for (int p = 0; p < parameters.length; p++) {
            boolean takesAny = parameters[p].getInternalName().equals(OBJECT);
            if (takesAny && isSubstituted(origins.typeOf(call, parameters.length - 1 - p))) {
                throw given(call.owner, call.name, where);
            }
        }
        boolean asks = call.owner.equals(OBJECT) && (call.name.equals("getClass") || call.name.equals("toString"));
        if (asks && isSubstituted(origins.typeOf(call, 0))) {
            throw new Refusal(where + " asks an array or atomic, of a type that the state has, for its class");
        }
    }

    private boolean isSubstituted(Optional<String> descriptor) {
        return descriptor.filter(substitutes.types()::contains).isPresent();
    }

    private void checkType(AbstractInsnNode instruction, String where) throws Refusal {
        boolean isLiteral = instruction instanceof LdcInsnNode constant
                && constant.cst instanceof Type type
                && !substitutes.map(type).equals(type)
                && !isForHandle(instruction);
        if (isLiteral) {
            throw new Refusal(where + " has a class literal of an array or atomic of a type that the state has:"
                    + " what takes its place is of another class");
        }
        boolean confuses = instruction.getOpcode() == Opcodes.INSTANCEOF
                && Set.of("[Z", "[B").contains(((TypeInsnNode) instruction).desc)
                && substitutes.types().contains("[B");
        if (confuses) {
            throw new Refusal(where + " asks whether an object is a boolean[] or a byte[]: these arrays, of which the"
                    + " state has some, cannot be told apart");
        }
    }

    /** Handles and offsets are made from literals, and then stand unused. */
    private static boolean isForHandle(AbstractInsnNode literal) {
        AbstractInsnNode next = literal.getNext();
        while (next != null && !(next instanceof MethodInsnNode)) {
            next = next.getNext();
        }
        return next instanceof MethodInsnNode call
                && (call.owner.startsWith("java/lang/invoke/MethodHandles")
                        || call.owner.endsWith("/Unsafe")
                        || call.owner.equals("java/nio/ByteOrder"));
    }
}
