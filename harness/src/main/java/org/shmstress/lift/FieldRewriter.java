package org.shmstress.lift;

import java.util.Optional;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Turns each access to a primitive state field, wherever in the test's classes, into a call of the static accessor that the
 * state class gets for it.
 *
 * <p>One instruction becomes one, and accessors take from the stack what the field instruction took and leave what it left.
 * So neither stack maps nor stack sizes change, and no common superclass is ever guessed.
 */
class FieldRewriter extends ClassVisitor {

    protected final LiftedState state;

    FieldRewriter(ClassVisitor next, LiftedState state) {
        super(Opcodes.ASM9, next);
        this.state = state;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                boolean onInstance = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD;
                Optional<Place> place = onInstance ? state.primitive(owner, field, type) : Optional.empty();
                if (place.isPresent()) {
                    callAccessor(mv, opcode, place.get());
                } else {
                    super.visitFieldInsn(opcode, owner, field, type);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                Object[] mapped = arguments.clone();
                for (int a = 0; a < mapped.length; a++) {
                    if (mapped[a] instanceof Handle handle) {
                        mapped[a] = accessor(handle);
                    }
                }
                super.visitInvokeDynamicInsn(method, type, bootstrap, mapped);
            }
        };
    }

    /** A record's {@code equals}, {@code hashCode} and {@code toString} are linked with handles of its fields. */
    private Handle accessor(Handle handle) {
        Optional<Place> place = handle.getTag() == Opcodes.H_GETFIELD
                ? state.primitive(handle.getOwner(), handle.getName(), handle.getDesc())
                : Optional.empty();
        return place.map(p -> new Handle(
                        Opcodes.H_INVOKESTATIC,
                        p.owner(),
                        LiftedState.getter(p),
                        LiftedState.getterDescriptor(p),
                        false))
                .orElse(handle);
    }

    private static void callAccessor(MethodVisitor code, int opcode, Place place) {
        boolean isGet = opcode == Opcodes.GETFIELD;
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                place.owner(),
                isGet ? LiftedState.getter(place) : LiftedState.setter(place),
                isGet ? LiftedState.getterDescriptor(place) : LiftedState.setterDescriptor(place),
                false);
    }
}
