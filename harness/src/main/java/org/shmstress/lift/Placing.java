package org.shmstress.lift;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.CellAccess;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * How an object knows where its primitive fields lie. For each field it has one of its own instead, named {@link
 * LiftedState#address}, set before its superclass's constructor runs, since that may call a method that is overridden here.
 */
sealed interface Placing permits Placing.Flat, Placing.Cells {

    String PLACEMENT = Type.getInternalName(StatePlacement.class);
    String CELL = Type.getInternalName(SlotCell.class);

    /** Type of the field that says where a primitive field lies. */
    String locationType();

    /** {@code → location} of a field of the object under construction */
    void emitAllocate(MethodVisitor code, Place place);

    /** {@code location → access, region, address}, for the location in that local variable */
    void pushLocal(MethodVisitor code, int local);

    /** {@code → access, region, address} of a field of the object in that local variable */
    default void pushWithAccess(MethodVisitor code, Place place, int local) {
        pushAccess(code);
        push(code, place, local);
    }

    /** {@code → region, address} of a field of the object in that local variable */
    void push(MethodVisitor code, Place place, int local);

    /** {@code → access} */
    static void pushAccess(MethodVisitor code) {
        code.visitFieldInsn(
                Opcodes.GETSTATIC,
                Type.getInternalName(CellAccess.class),
                "ACCESS",
                Type.getDescriptor(SliceAccess.class));
    }

    /** A flat state: addresses in the object, one region for all, moved by the loop, which may thus keep them in registers. */
    record Flat(LiftedState state) implements Placing {

        @Override
        public String locationType() {
            return "J";
        }

        @Override
        public void emitAllocate(MethodVisitor code, Place place) {
            code.visitLdcInsn(state.index(place));
            code.visitMethodInsn(Opcodes.INVOKESTATIC, PLACEMENT, "at", "(I)J", false);
        }

        @Override
        public void pushLocal(MethodVisitor code, int local) {
            pushAccess(code);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, PLACEMENT, "region", "()Ljava/lang/Object;", false);
            code.visitVarInsn(Opcodes.LLOAD, local);
        }

        @Override
        public void push(MethodVisitor code, Place place, int local) {
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitFieldInsn(Opcodes.GETFIELD, state.top(), LiftedState.REGION, "Ljava/lang/Object;");
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitFieldInsn(Opcodes.GETFIELD, place.owner(), LiftedState.address(place), "J");
        }
    }

    /** Any other shared object: a {@link SlotCell} per field. */
    record Cells() implements Placing {

        @Override
        public String locationType() {
            return "L" + CELL + ";";
        }

        @Override
        public void emitAllocate(MethodVisitor code, Place place) {
            int size = Primitive.of(place.descriptor().charAt(0)).sizeBytes();
            code.visitLdcInsn(size);
            code.visitLdcInsn(size);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, PLACEMENT, "allocate", "(II)" + locationType(), false);
        }

        @Override
        public void pushLocal(MethodVisitor code, int local) {
            pushAccess(code);
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitFieldInsn(Opcodes.GETFIELD, CELL, "region", "Ljava/lang/Object;");
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CELL, "address", "()J", false);
        }

        @Override
        public void push(MethodVisitor code, Place place, int local) {
            pushCell(code, place, local);
            code.visitFieldInsn(Opcodes.GETFIELD, CELL, "region", "Ljava/lang/Object;");
            pushCell(code, place, local);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CELL, "address", "()J", false);
        }

        private void pushCell(MethodVisitor code, Place place, int local) {
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitFieldInsn(Opcodes.GETFIELD, place.owner(), LiftedState.address(place), locationType());
        }
    }
}
