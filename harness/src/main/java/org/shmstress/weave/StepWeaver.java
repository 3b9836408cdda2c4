package org.shmstress.weave;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.Crash;
import org.shmstress.api.Slice;
import org.shmstress.worker.operations.Steps;

/**
 * Puts a call of {@link Steps#at} before each shared access of a class: a call on a {@link Slice}, a VarHandle or Unsafe that reads or
 * writes, a native call, and a call that works on a file or asks after another process. The number of the step is pushed and popped at once, so stack maps stay as they are.
 */
final class StepWeaver extends ClassVisitor {

    private static final String SLICE = Type.getInternalName(Slice.class);
    private static final String CRASH = Type.getInternalName(Crash.class);
    private static final String STEPS = Type.getInternalName(Steps.class);
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String NATIVE_CALLS = "org/shmstress/posix/";

    /** What other processes see of files, and what one sees of other processes. */
    private static final Set<String> OF_THE_SYSTEM = Set.of(
            "java/nio/file/Files",
            "java/io/File",
            "java/io/RandomAccessFile",
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/lang/ProcessHandle");

    private static final String CHANNELS = "java/nio/channels/";

    /** By which libraries read and write memory outside of the heap. */
    static final Set<String> RAW_MEMORY = Set.of("sun/misc/Unsafe", "jdk/internal/misc/Unsafe", "org/agrona/UnsafeApi");

    private static final Set<String> NO_ACCESS = Set.of(
            "accessModeType",
            "coordinateTypes",
            "describeConstable",
            "hasInvokeExactBehavior",
            "toMethodHandle",
            "varType",
            "withInvokeBehavior",
            "withInvokeExactBehavior",
            "isAccessModeSupported");

    private final List<String> steps;
    private String simpleName = "";

    /**
     * Weaves a class.
     *
     * @param next gets the woven class
     * @param steps gets the name of each step, at its number
     */
    StepWeaver(ClassVisitor next, List<String> steps) {
        super(Opcodes.ASM9, next);
        this.steps = steps;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        simpleName = name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.equals("<clinit>") ? next : new MethodWeaver(next, name); // no operation of anybody's
    }

    private static boolean isSharedAccess(int opcode, String owner, String name) {
        if (owner.equals(SLICE) || RAW_MEMORY.contains(owner)) {
            return isSliceAccess(name) && !name.equals("getUnsafe");
        } else if (owner.equals(VAR_HANDLE)) {
            return opcode == Opcodes.INVOKEVIRTUAL && !NO_ACCESS.contains(name);
        }
        return owner.startsWith(NATIVE_CALLS) && opcode == Opcodes.INVOKESTATIC
                || owner.startsWith(CHANNELS)
                || OF_THE_SYSTEM.contains(owner);
    }

    private static boolean isSliceAccess(String name) {
        return name.startsWith("get")
                || name.startsWith("put")
                || name.startsWith("copy")
                || name.startsWith("compareAnd")
                || name.startsWith("weakCompareAnd")
                || name.equals("fill")
                || name.equals("setMemory");
    }

    private final class MethodWeaver extends MethodVisitor {
        private final String method;
        private int count;
        private String constant = "";
        private String name = "";

        MethodWeaver(MethodVisitor next, String method) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant = value instanceof String text ? text : "";
            super.visitLdcInsn(value);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean ofInterface) {
            if (owner.equals(CRASH)) {
                name = constant;
            } else if (isSharedAccess(opcode, owner, called)) {
                count++;
                super.visitLdcInsn(steps.size());
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, "at", "(I)V", false);
                steps.add(simpleName + "." + method + "#" + count + (name.isEmpty() ? "" : ": " + name));
                name = "";
            }
            super.visitMethodInsn(opcode, owner, called, descriptor, ofInterface);
        }
    }
}
