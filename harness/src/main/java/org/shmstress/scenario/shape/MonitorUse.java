package org.shmstress.scenario.shape;

import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which object's monitor an actor enters. It must be one that is part of the state: any other is one per process and would lock
 * nothing between them.
 */
final class MonitorUse {

    static final String OBJECT = "Ljava/lang/Object;";

    private MonitorUse() {}

    static void checkSynchronized(ClassNode owner, MethodNode method, Set<String> shared) throws Refusal {
        String where = Names.of(owner.name) + "." + method.name;
        if (Modifier.isStatic(method.access)) {
            throw new Refusal("method " + where + " is static and synchronized: a class's monitor is one per process");
        }
        requireShared(owner.name, shared, "method " + where + " is synchronized on a " + Names.of(owner.name));
    }

    static void checkEnter(ClassNode owner, MethodNode method, AbstractInsnNode enter, Set<String> shared)
            throws Refusal {
        String where = "method " + Names.of(owner.name) + "." + method.name;
        AbstractInsnNode source = sourceOf(enter);
        if (source instanceof LdcInsnNode constant && constant.cst instanceof Type type) {
            throw new Refusal(where + " locks " + type.getClassName() + ".class: a class's monitor is one per process");
        } else if (source instanceof FieldInsnNode field && field.getOpcode() == Opcodes.GETFIELD) {
            if (!field.desc.equals(OBJECT) || !shared.contains(field.owner)) {
                requireShared(Type.getType(field.desc).getInternalName(), shared, where + " locks field " + field.name);
            }
        } else {
            String type = localType(owner, method, source)
                    .orElseThrow(() -> new Refusal(where + " locks an object of which cannot be told what it is: lock"
                            + " this, a parameter, or a field directly"));
            requireShared(type, shared, where + " locks a " + Names.of(type));
        }
    }

    private static void requireShared(String type, Set<String> shared, String what) throws Refusal {
        if (!shared.contains(type)) {
            throw new Refusal(what + ", which is not part of the state: each process has its own");
        }
    }

    /** Compilers keep a copy for the exit: {@code source, dup, astore, monitorenter}. */
    private static @Nullable AbstractInsnNode sourceOf(AbstractInsnNode enter) {
        AbstractInsnNode store = real(enter.getPrevious());
        if (store == null || store.getOpcode() != Opcodes.ASTORE) {
            return null;
        }
        AbstractInsnNode copy = real(store.getPrevious());
        return copy == null || copy.getOpcode() != Opcodes.DUP ? null : real(copy.getPrevious());
    }

    /** Labels, line numbers and frames are no instructions. */
    private static @Nullable AbstractInsnNode real(@Nullable AbstractInsnNode instruction) {
        AbstractInsnNode found = instruction;
        while (found != null && found.getOpcode() < 0) {
            found = found.getPrevious();
        }
        return found;
    }

    /** Type of {@code this} or of a parameter that is never assigned. */
    private static Optional<String> localType(ClassNode owner, MethodNode method, @Nullable AbstractInsnNode source) {
        if (!(source instanceof VarInsnNode load)
                || load.getOpcode() != Opcodes.ALOAD
                || isAssigned(method, load.var)) {
            return Optional.empty();
        }
        int local = 0;
        if (!Modifier.isStatic(method.access)) {
            if (load.var == 0) {
                return Optional.of(owner.name);
            }
            local = 1;
        }
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            if (local == load.var) {
                return Optional.of(parameter.getInternalName());
            }
            local += parameter.getSize();
        }
        return Optional.empty();
    }

    private static boolean isAssigned(MethodNode method, int local) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE && store.var == local) {
                return true;
            }
        }
        return false;
    }

    /** Whether what a field instruction reads is locked, or asked about, and used for nothing else. */
    static boolean isOnlyLocked(FieldInsnNode read) {
        AbstractInsnNode next = next(read);
        if (next instanceof MethodInsnNode call) {
            return call.owner.equals("java/lang/Thread") && call.name.equals("holdsLock");
        }
        AbstractInsnNode store = next == null ? null : next(next);
        AbstractInsnNode enter = store == null ? null : next(store);
        return next != null
                && next.getOpcode() == Opcodes.DUP
                && store != null
                && store.getOpcode() == Opcodes.ASTORE
                && enter != null
                && enter.getOpcode() == Opcodes.MONITORENTER;
    }

    /** Whether what a field instruction stores is a {@code new Object()} made for it. */
    static boolean isNewLock(FieldInsnNode write) {
        return real(write.getPrevious()) instanceof MethodInsnNode made
                && made.owner.equals("java/lang/Object")
                && made.name.equals("<init>");
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode instruction) {
        AbstractInsnNode found = instruction.getNext();
        while (found != null && found.getOpcode() < 0) {
            found = found.getNext();
        }
        return found;
    }
}
