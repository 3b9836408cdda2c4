package org.shmstress.lift;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.CellAccess;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.StatePlacement;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Makes a class of the state a flyweight: each primitive field becomes an address, read and written through static accessors
 * with the strength that the field had; Slice fields stay and become replaceable.
 *
 * <p>Two ways lead to such an object. The test's own constructors ask {@link StatePlacement} for the addresses first of all, so
 * that field initialisers, and methods that a superclass's constructor calls, write to memory. An added constructor takes a window and runs nothing
 * of the test's: its object is moved from slot to slot by the loop.
 */
final class StateRewriter extends FieldRewriter {

    private static final String ACCESS_OWNER = Type.getInternalName(CellAccess.class);
    private static final String ACCESS_TYPE = Type.getDescriptor(SliceAccess.class);
    private static final String PLACEMENT = Type.getInternalName(StatePlacement.class);
    private static final String SLICE = Type.getDescriptor(Slice.class);
    private static final int ADDED = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;

    private String name = "";
    private String superName = "";

    StateRewriter(ClassVisitor next, LiftedState state) {
        super(next, state);
    }

    @Override
    public void visit(int version, int access, String type, String signature, String superType, String[] interfaces) {
        name = type;
        superName = superType;
        int open = (access & ~Opcodes.ACC_FINAL) | Opcodes.ACC_PUBLIC;
        super.visit(version, open, type, signature, superType, interfaces);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, String signature, Object value) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (!isStatic && state.primitive(name, field, descriptor).isPresent()) {
            return null;
        }
        int open = !isStatic && descriptor.equals(SLICE) ? Opcodes.ACC_PUBLIC : access;
        return super.visitField(open, field, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
        return method.equals("<init>") ? new PlacingConstructor(next) : next;
    }

    /**
     * Asks for the addresses before anything else: a superclass's constructor may call a method that is overridden here. The JVM
     * lets a constructor store to fields of its own class before the superclass's constructor has run, through no other method.
     */
    private final class PlacingConstructor extends MethodVisitor {

        PlacingConstructor(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (name.equals(state.top())) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PLACEMENT, "region", "()Ljava/lang/Object;", false);
                super.visitFieldInsn(Opcodes.PUTFIELD, name, LiftedState.REGION, "Ljava/lang/Object;");
            }
            for (Place place : state.declaredBy(name)) {
                if (!place.isSlice()) {
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    super.visitLdcInsn(state.index(place));
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, PLACEMENT, "at", "(I)J", false);
                    super.visitFieldInsn(Opcodes.PUTFIELD, name, LiftedState.address(place), "J");
                }
            }
        }
    }

    @Override
    public void visitEnd() {
        if (name.equals(state.top())) {
            cv.visitField(ADDED, LiftedState.REGION, "Ljava/lang/Object;", null, null)
                    .visitEnd();
        }
        for (Place place : state.declaredBy(name)) {
            if (!place.isSlice()) {
                cv.visitField(ADDED, LiftedState.address(place), "J", null, null)
                        .visitEnd();
                addGetter(place);
                addSetter(place);
            }
        }
        addFlyweightConstructor();
        super.visitEnd();
    }

    private void addGetter(Place place) {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        MethodVisitor code = begin(Opcodes.ACC_STATIC, LiftedState.getter(place), LiftedState.getterDescriptor(place));
        pushLocation(code, place);
        type.emitGet(code, mode(place));
        code.visitInsn(type.opcode(Opcodes.IRETURN));
        end(code);
    }

    private void addSetter(Place place) {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        MethodVisitor code = begin(Opcodes.ACC_STATIC, LiftedState.setter(place), LiftedState.setterDescriptor(place));
        pushLocation(code, place);
        code.visitVarInsn(type.opcode(Opcodes.ILOAD), 1);
        type.emitPut(code, mode(place));
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    private static String mode(Place place) {
        return place.isVolatile() ? "Volatile" : "";
    }

    /** {@code → access, region, address} */
    private void pushLocation(MethodVisitor code, Place place) {
        code.visitFieldInsn(Opcodes.GETSTATIC, ACCESS_OWNER, "ACCESS", ACCESS_TYPE);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, state.top(), LiftedState.REGION, "Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, LiftedState.address(place), "J");
    }

    private void addFlyweightConstructor() {
        MethodVisitor code = begin(0, "<init>", LiftedState.FLYWEIGHT_CONSTRUCTOR);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        if (name.equals(state.top())) {
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, "region", "Ljava/lang/Object;");
            code.visitFieldInsn(Opcodes.PUTFIELD, name, LiftedState.REGION, "Ljava/lang/Object;");
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", LiftedState.FLYWEIGHT_CONSTRUCTOR, false);
        }
        for (Place place : state.declaredBy(name)) {
            if (place.isSlice()) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(Opcodes.ALOAD, 1);
                code.visitLdcInsn(state.sliceIndex(place));
                code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LiftedState.WINDOW, "slice", "(I)" + SLICE, false);
                code.visitFieldInsn(Opcodes.PUTFIELD, name, place.name(), SLICE);
            }
        }
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    private MethodVisitor begin(int access, String method, String descriptor) {
        MethodVisitor code = cv.visitMethod(ADDED | access, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
