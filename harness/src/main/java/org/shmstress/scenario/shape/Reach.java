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
import org.objectweb.asm.tree.TypeInsnNode;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.shape.Hierarchy.DeclaredMethod;

/**
 * Walks everything that one method of a test can reach inside the origin, and refuses what lifting would silently get wrong.
 *
 * <p>The walk over-approximates: a virtual call reaches the method found statically, its override in the state or test class,
 * and every method of each class that reached code instantiates.
 */
final class Reach {

    private static final String SLICE = "org/shmstress/api/Slice";

    private final Hierarchy hierarchy;
    private final String testClass;
    private final String stateClass;
    private final String resultClass;
    private final boolean isLifted;
    private final Deque<DeclaredMethod> pending = new ArrayDeque<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> writtenResultFields = new TreeSet<>();
    private final Set<Mode> modes = EnumSet.noneOf(Mode.class);

    Reach(Hierarchy hierarchy, String testClass, String stateClass, String resultClass) {
        this(hierarchy, testClass, stateClass, resultClass, true);
    }

    /** A walk that refuses nothing, since nothing is lifted: it only finds which result fields are written. */
    static Reach ofOriginal(Hierarchy hierarchy, String testClass, String stateClass, String resultClass) {
        return new Reach(hierarchy, testClass, stateClass, resultClass, false);
    }

    private Reach(Hierarchy hierarchy, String testClass, String stateClass, String resultClass, boolean isLifted) {
        this.isLifted = isLifted;
        this.hierarchy = hierarchy;
        this.testClass = testClass;
        this.stateClass = stateClass;
        this.resultClass = resultClass;
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
        if (isLifted) {
            checkMethod(declared, where);
        }
        for (AbstractInsnNode instruction : declared.method().instructions) {
            read(instruction, where);
        }
    }

    private static void checkMethod(DeclaredMethod declared, String where) throws Refusal {
        if ((declared.method().access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            throw new Refusal("method " + where + " is synchronized: monitors are not lifted yet");
        }
        if ((declared.method().access & Opcodes.ACC_NATIVE) != 0) {
            throw new Refusal("method " + where + " is native: what it does to the state cannot be seen");
        }
    }

    private void read(AbstractInsnNode instruction, String where) throws Refusal {
        if (isLifted && instruction.getOpcode() == Opcodes.MONITORENTER) {
            throw new Refusal("method " + where + " enters a monitor: monitors are not lifted yet");
        } else if (instruction instanceof MethodInsnNode call) {
            readCall(call, where);
        } else if (instruction instanceof FieldInsnNode field) {
            readField(field, where);
        } else if (instruction instanceof TypeInsnNode type && type.getOpcode() == Opcodes.NEW) {
            reachAllOf(type.desc);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle) {
                    reachCall(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }
    }

    private void readCall(MethodInsnNode call, String where) throws Refusal {
        if (!isLifted) {
            reachCall(call.owner, call.name, call.desc);
        } else if (call.owner.equals(SLICE)) {
            modes.add(SliceModes.of(call.name));
        } else if (call.owner.equals("java/lang/Object")
                && (call.name.equals("wait") || call.name.startsWith("notify"))) {
            throw new Refusal("method " + where + " calls " + call.name + ": monitors are not lifted yet");
        } else if (call.owner.equals("java/lang/Thread") && call.name.equals("start")) {
            throw new Refusal("method " + where + " starts a thread: actors must do their work themselves");
        } else {
            reachCall(call.owner, call.name, call.desc);
        }
    }

    private void reachCall(String owner, String name, String descriptor) {
        hierarchy.method(owner, name, descriptor).ifPresent(this::reach);
        for (String receiver : new String[] {stateClass, testClass}) {
            if (hierarchy.isSubclass(receiver, owner)) {
                hierarchy.method(receiver, name, descriptor).ifPresent(this::reach);
            }
        }
    }

    private void reachAllOf(String type) {
        for (ClassNode node : hierarchy.chain(type)) {
            if (!node.name.equals(stateClass) && !node.name.equals(testClass)) {
                node.methods.forEach(m -> reach(new DeclaredMethod(node, m)));
            }
        }
    }

    private void readField(FieldInsnNode access, String where) throws Refusal {
        boolean isStatic = access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
        if (isStatic) {
            if (isLifted) {
                readStatic(access, where);
            }
        } else if (access.getOpcode() == Opcodes.PUTFIELD && access.owner.equals(resultClass)) {
            writtenResultFields.add(access.name);
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
        if (!harmless && !isConstantType(field.desc)) {
            throw new Refusal("static field " + name + ", used by " + where + ": " + Names.whyNot(field.desc));
        }
    }

    private static boolean isConstantType(String descriptor) {
        return Type.getType(descriptor).getSort() < Type.ARRAY || descriptor.equals("Ljava/lang/String;");
    }
}
