package org.shmstress.lift;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Gives the object under construction the locations of its primitive fields, right before its superclass's constructor runs. The
 * JVM lets a constructor store to fields of its own class then, through no method and without reading any.
 *
 * <p>A compiler stores captured variables even before that, in a prefix of mere loads and stores: such a store allocates the field,
 * so that it is not read. A constructor that calls another one of its class leaves all to that one.
 */
final class PlacingConstructor extends MethodVisitor {

    private final LiftedState state;
    private final String type;
    private final String superType;
    private final Map<String, Integer> uninitialized = new HashMap<>();
    private final Set<Place> placed = new HashSet<>();
    private boolean inPrefix = true;
    private boolean isDone;

    PlacingConstructor(MethodVisitor next, LiftedState state, String type, String superType) {
        super(Opcodes.ASM9, next);
        this.state = state;
        this.type = type;
        this.superType = superType;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        List<Place> own = state.primitivesOf(type).stream()
                .filter(p -> opcode == Opcodes.PUTFIELD
                        && owner.equals(type)
                        && p.name().equals(field)
                        && p.descriptor().equals(descriptor))
                .toList();
        if (inPrefix && !isDone && !own.isEmpty() && placed.add(own.get(0))) {
            Place place = own.get(0);
            String location = state.placing().locationType();
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    type,
                    LiftedState.initializer(place),
                    "(" + place.descriptor() + ")" + location,
                    false);
            super.visitFieldInsn(Opcodes.PUTFIELD, type, LiftedState.address(place), location);
            return;
        }
        inPrefix &= opcode == Opcodes.PUTFIELD;
        super.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
        inPrefix = false;
        if (opcode == Opcodes.NEW) {
            uninitialized.merge(operand, 1, Integer::sum);
        }
        super.visitTypeInsn(opcode, operand);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        inPrefix = false;
        if (!isDone && opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
            boolean ofNew = uninitialized.getOrDefault(owner, 0) > 0;
            if (ofNew) {
                uninitialized.merge(owner, -1, Integer::sum);
            } else {
                isDone = true;
                if (owner.equals(superType)) {
                    place();
                }
            }
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void place() {
        if (type.equals(state.top()) && state.isFlat()) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, Placing.PLACEMENT, "region", "()Ljava/lang/Object;", false);
            mv.visitFieldInsn(Opcodes.PUTFIELD, type, LiftedState.REGION, "Ljava/lang/Object;");
        }
        for (Place place : state.primitivesOf(type)) {
            if (!placed.contains(place)) {
                mv.visitVarInsn(Opcodes.ALOAD, 0);
                state.placing().emitAllocate(mv, place);
                mv.visitFieldInsn(
                        Opcodes.PUTFIELD,
                        type,
                        LiftedState.address(place),
                        state.placing().locationType());
            }
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        inPrefix = false;
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        inPrefix = false;
        super.visitJumpInsn(opcode, label);
    }
}
