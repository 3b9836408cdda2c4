package org.shmstress.lift;

import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.shmstress.api.spi.PrivateMemory;
import org.shmstress.scenario.shape.Substitutes;

/**
 * Turns instructions on arrays into calls of stand-ins, where arrays of that type have any. Descriptors and stack maps are left to the
 * {@link SubstitutingRemapper}, which comes after.
 */
final class ArrayRewriter {

    private static final String LOADS = "IJFDABCS";
    private static final String SHARED_ARRAY = "org/shmstress/standin/SharedArray";
    private static final String PRIVATE_MEMORY = Type.getInternalName(PrivateMemory.class);

    private final Substitutes substitutes;
    private final Predicate<String> isOfOrigin;

    ArrayRewriter(LiftedState state) {
        this.substitutes = state.substitutes();
        this.isOfOrigin = name -> state.hierarchy().find(name).isPresent();
    }

    void rewrite(ClassNode type) {
        for (MethodNode method : type.methods) {
            boolean isSpared = substitutes.spare(method, isOfOrigin);
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                AbstractInsnNode call = isSpared ? instruction : replacement(instruction);
                if (call != instruction) {
                    method.instructions.set(instruction, call);
                }
            }
            if (method.name.equals("<clinit>")) {
                bracket(method);
            }
        }
    }

    /** What a static initializer makes is no part of a state, even if the initializer runs while one is constructed. */
    private static void bracket(MethodNode initializer) {
        for (AbstractInsnNode instruction : initializer.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.RETURN) {
                initializer.instructions.insertBefore(instruction, initializerCall("leaveInitializer"));
            }
        }
        InsnList begin = new InsnList();
        begin.add(initializerCall("enterInitializer"));
        initializer.instructions.insert(begin);
    }

    private static MethodInsnNode initializerCall(String name) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, PRIVATE_MEMORY, name, "()V", false);
    }

    private AbstractInsnNode replacement(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (instruction instanceof MethodInsnNode call) {
            substitutes.replacementOf(call).ifPresent(owner -> call.owner = owner);
            return call;
        }
        if (instruction instanceof MultiANewArrayInsnNode array) {
            return newRows(array);
        }
        if (opcode == Opcodes.NEWARRAY) {
            String type = "[" + elementOf(((IntInsnNode) instruction).operand);
            return isSubstituted(type) ? make(type, "(I)L" + Substitutes.standIn(type) + ";") : instruction;
        }
        if (opcode == Opcodes.ARRAYLENGTH && substitutes.hasArrays()) {
            return new MethodInsnNode(Opcodes.INVOKESTATIC, SHARED_ARRAY, "length", "(Ljava/lang/Object;)I", false);
        }
        return instruction instanceof InsnNode ? access(instruction, opcode) : instruction;
    }

    private AbstractInsnNode newRows(MultiANewArrayInsnNode array) {
        String row = array.desc.substring(1);
        return array.dims == 2 && isSubstituted(row) ? make(row, "(II)[L" + Substitutes.standIn(row) + ";") : array;
    }

    private static AbstractInsnNode make(String type, String descriptor) {
        String method = type.equals("[Z") ? "makeBooleans" : "make";
        return new MethodInsnNode(Opcodes.INVOKESTATIC, Substitutes.standIn(type), method, descriptor, false);
    }

    private boolean isSubstituted(String type) {
        return substitutes.types().contains(type);
    }

    private AbstractInsnNode access(AbstractInsnNode instruction, int opcode) {
        boolean isLoad = opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD;
        boolean isStore = opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
        if (!isLoad && !isStore) {
            return instruction;
        }
        char element = LOADS.charAt(opcode - (isLoad ? Opcodes.IALOAD : Opcodes.IASTORE));
        String type = "[" + element;
        if (!isSubstituted(type)) {
            return instruction;
        }
        char stored = "BCS".indexOf(element) >= 0 ? 'I' : element;
        return new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL,
                Substitutes.standIn(type),
                isLoad ? "get" : "set",
                isLoad ? "(I)" + element : "(I" + stored + ")V",
                false);
    }

    private static char elementOf(int operand) {
        return switch (operand) {
            case Opcodes.T_BOOLEAN -> 'Z';
            case Opcodes.T_CHAR -> 'C';
            case Opcodes.T_FLOAT -> 'F';
            case Opcodes.T_DOUBLE -> 'D';
            case Opcodes.T_BYTE -> 'B';
            case Opcodes.T_SHORT -> 'S';
            case Opcodes.T_INT -> 'I';
            default -> 'J';
        };
    }
}
