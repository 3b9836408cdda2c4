package org.shmstress.lift;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.SharedBuffers;

/** Has buffers made by {@link SharedBuffers}, which places those of a state in its slot: one call for one. */
final class BufferRewriter extends ClassVisitor {

    private static final String FACTORY = Type.getInternalName(SharedBuffers.class);
    private static final String BYTE_BUFFER = "java/nio/ByteBuffer";

    BufferRewriter(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                if (owner.equals(BYTE_BUFFER) && isView(method)) {
                    String asStatic = "(L" + BYTE_BUFFER + ";)" + Type.getReturnType(type);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, FACTORY, method, asStatic, false);
                } else if (opcode == Opcodes.INVOKESTATIC && method.startsWith("allocate") && isBuffer(owner)) {
                    super.visitMethodInsn(opcode, FACTORY, factory(owner, method), type, false);
                } else {
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                }
            }
        };
    }

    private static boolean isView(String method) {
        return method.startsWith("as") && method.endsWith("Buffer") && !method.equals("asReadOnlyBuffer");
    }

    private static boolean isBuffer(String owner) {
        return owner.startsWith("java/nio/") && owner.endsWith("Buffer");
    }

    private static String factory(String owner, String method) {
        String element = owner.substring("java/nio/".length(), owner.length() - "Buffer".length());
        return owner.equals(BYTE_BUFFER) ? method : method + element + "s";
    }
}
