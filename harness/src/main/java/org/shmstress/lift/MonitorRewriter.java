package org.shmstress.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.LockObject;
import org.shmstress.api.spi.Monitored;
import org.shmstress.api.spi.SharedMonitor;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Turns Java's monitors into words of the slot: {@code monitorenter} and {@code monitorexit} become calls, a synchronized method
 * becomes a block around a method that is not, and the {@code new Object()} that a constructor makes to be locked becomes a {@link
 * LockObject}. A shared class keeps its word in a field {@link Place#MONITOR} like any other.
 */
final class MonitorRewriter extends ClassVisitor {

    private static final String MONITOR = Type.getInternalName(SharedMonitor.class);
    private static final String LOCK = Type.getInternalName(LockObject.class);
    private static final String OBJECT = "java/lang/Object";
    private static final String ON_WORD = "(Lorg/shmstress/api/spi/SliceAccess;Ljava/lang/Object;J)";
    private static final int ADDED = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;

    private final LiftedState state;
    private String name = "";

    MonitorRewriter(ClassVisitor next, LiftedState state) {
        super(Opcodes.ASM9, next);
        this.state = state;
    }

    @Override
    public void visit(int version, int access, String type, String signature, String superType, String[] interfaces) {
        name = type;
        List<String> all = new ArrayList<>(List.of(interfaces));
        if (word().isPresent()) {
            all.add(Type.getInternalName(Monitored.class));
        }
        super.visit(version, access, type, signature, superType, all.toArray(new String[0]));
    }

    private Optional<Place> word() {
        return state.primitivesOf(name).stream().filter(Place::isMonitor).findFirst();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        boolean isWrapped = (access & Opcodes.ACC_SYNCHRONIZED) != 0 && (access & Opcodes.ACC_STATIC) == 0;
        if (!isWrapped) {
            return new Body(super.visitMethod(access, method, descriptor, signature, exceptions), method);
        }
        String lockedMethod = "$locked$" + method;
        wrap(
                super.visitMethod(access & ~Opcodes.ACC_SYNCHRONIZED, method, descriptor, signature, exceptions),
                lockedMethod,
                descriptor);
        int hidden = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (access & Opcodes.ACC_VARARGS);
        return new Body(super.visitMethod(hidden, lockedMethod, descriptor, signature, exceptions), lockedMethod);
    }

    /** {@code enter(this); try { return lockedMethod(…); } finally { exit(this); }} */
    private void wrap(MethodVisitor code, String lockedMethod, String descriptor) {
        Type method = Type.getMethodType(descriptor);
        Label from = new Label();
        Label to = new Label();
        Label handler = new Label();
        code.visitCode();
        code.visitTryCatchBlock(from, to, handler, null);
        onThis(code, "enter");
        code.visitLabel(from);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        int local = 1;
        for (Type parameter : method.getArgumentTypes()) {
            code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
            local += parameter.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, lockedMethod, descriptor, false);
        code.visitLabel(to);
        onThis(code, "exit");
        code.visitInsn(method.getReturnType().getOpcode(Opcodes.IRETURN));
        code.visitLabel(handler);
        Object[] locals = frameLocals(method);
        code.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        onThis(code, "exit");
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private Object[] frameLocals(Type method) {
        List<Object> locals = new ArrayList<>();
        locals.add(name);
        for (Type parameter : method.getArgumentTypes()) {
            locals.add(
                    switch (parameter.getSort()) {
                        case Type.LONG -> Opcodes.LONG;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.OBJECT, Type.ARRAY -> parameter.getInternalName();
                        default -> Opcodes.INTEGER;
                    });
        }
        return locals.toArray();
    }

    private static void onThis(MethodVisitor code, String call) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, MONITOR, call, "(Ljava/lang/Object;)V", false);
    }

    @Override
    public void visitEnd() {
        word().ifPresent(word -> {
            addWordMethod(word, "enter", Type.VOID_TYPE);
            addWordMethod(word, "exit", Type.VOID_TYPE);
            addWordMethod(word, "holds", Type.BOOLEAN_TYPE);
        });
        super.visitEnd();
    }

    private void addWordMethod(Place word, String call, Type returned) {
        MethodVisitor code = cv.visitMethod(ADDED, "$" + call, "()" + returned, null, null);
        code.visitCode();
        state.placing().pushWithAccess(code, word, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, MONITOR, call, ON_WORD + returned, false);
        code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private final class Body extends MethodVisitor {

        private final boolean makesLocks;
        private int unfinishedObjects;

        Body(MethodVisitor next, String method) {
            super(Opcodes.ASM9, next);
            this.makesLocks = method.equals("<init>") && state.isShared(name);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
                String call = opcode == Opcodes.MONITORENTER ? "enter" : "exit";
                super.visitMethodInsn(Opcodes.INVOKESTATIC, MONITOR, call, "(Ljava/lang/Object;)V", false);
            } else {
                super.visitInsn(opcode);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            boolean isLock = makesLocks && opcode == Opcodes.NEW && type.equals(OBJECT);
            unfinishedObjects += isLock ? 1 : 0;
            super.visitTypeInsn(opcode, isLock ? LOCK : type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            boolean ofObject = owner.equals(OBJECT) && method.equals("<init>");
            if (ofObject && unfinishedObjects > 0) {
                unfinishedObjects--;
                super.visitMethodInsn(opcode, LOCK, method, descriptor, isInterface);
            } else if (owner.equals("java/lang/Thread") && method.equals("holdsLock")) {
                super.visitMethodInsn(opcode, MONITOR, "holds", descriptor, isInterface);
            } else {
                super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
            }
        }
    }
}
