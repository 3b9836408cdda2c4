package org.shmstress.scenario.shape;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Which instruction of a method made a value that another one takes from the stack. */
final class Origins {

    private final MethodNode method;
    private final Frame<SourceValue>[] frames;

    private Origins(MethodNode method, Frame<SourceValue>[] frames) {
        this.method = method;
        this.frames = frames;
    }

    static Origins of(ClassNode owner, MethodNode method) {
        try {
            return new Origins(method, new Analyzer<>(new Transparent()).analyze(owner.name, method));
        } catch (AnalyzerException e) {
            throw new IllegalStateException("method " + owner.name + "." + method.name + " cannot be followed", e);
        }
    }

    /** Copies and casts change no value, so what made it is what made their operand. */
    private static final class Transparent extends SourceInterpreter {
        Transparent() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
            return instruction.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(instruction, value);
        }
    }

    /** True unless no path leads to the instruction. */
    boolean isReached(AbstractInsnNode instruction) {
        return frames[method.instructions.indexOf(instruction)] != null;
    }

    /**
     * The one instruction that made the value, empty if there may be several or none that is known.
     *
     * @param depth which value the instruction finds: 0 on top of the stack, 1 below it
     */
    Optional<AbstractInsnNode> of(AbstractInsnNode instruction, int depth) {
        Frame<SourceValue> frame = frames[method.instructions.indexOf(instruction)];
        Set<AbstractInsnNode> made = frame.getStack(frame.getStackSize() - 1 - depth).insns;
        return made.size() == 1 ? Optional.of(made.iterator().next()) : Optional.empty();
    }

    /** Descriptor of the type as which the value at that depth was made, if a field, a call or an array's making tells it. */
    Optional<String> typeOf(AbstractInsnNode instruction, int depth) {
        return of(instruction, depth).map(Origins::typeMadeBy).filter(type -> !type.isEmpty());
    }

    private static String typeMadeBy(AbstractInsnNode maker) {
        if (maker instanceof FieldInsnNode field) {
            return field.desc;
        } else if (maker instanceof MethodInsnNode call) {
            return Type.getReturnType(call.desc).getDescriptor();
        } else if (maker.getOpcode() == Opcodes.NEWARRAY) {
            return "[" + "ZCFDBSIJ".charAt(((IntInsnNode) maker).operand - Opcodes.T_BOOLEAN);
        }
        return maker.getOpcode() == Opcodes.NEW
                ? Type.getObjectType(((TypeInsnNode) maker).desc).getDescriptor()
                : "";
    }

    /** The constant at that depth, if it is one of the class. */
    <T> Optional<T> constant(AbstractInsnNode instruction, int depth, Class<T> type) {
        return of(instruction, depth)
                .filter(made -> made instanceof LdcInsnNode)
                .map(made -> ((LdcInsnNode) made).cst)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Descriptor of the class literal at that depth, also of a primitive type. */
    Optional<String> classLiteral(AbstractInsnNode instruction, int depth) {
        Optional<String> constant = constant(instruction, depth, Type.class).map(Type::getDescriptor);
        return constant.isPresent()
                ? constant
                : of(instruction, depth)
                        .filter(made -> made instanceof FieldInsnNode field && field.name.equals("TYPE"))
                        .flatMap(made -> primitiveOf(((FieldInsnNode) made).owner));
    }

    private static Optional<String> primitiveOf(String wrapper) {
        return Optional.ofNullable(
                switch (wrapper) {
                    case "java/lang/Boolean" -> "Z";
                    case "java/lang/Byte" -> "B";
                    case "java/lang/Short" -> "S";
                    case "java/lang/Character" -> "C";
                    case "java/lang/Integer" -> "I";
                    case "java/lang/Long" -> "J";
                    case "java/lang/Float" -> "F";
                    case "java/lang/Double" -> "D";
                    default -> null;
                });
    }
}
