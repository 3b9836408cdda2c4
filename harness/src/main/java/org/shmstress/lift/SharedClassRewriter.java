package org.shmstress.lift;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.Slice;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Rewrites a class whose instances are shared: each primitive field becomes a location, read and written through static accessors
 * with the strength that the field had. References stay as they are, each process having objects of its own; Slice fields become
 * replaceable.
 *
 * <p>The class of a flat state gets a second constructor, which takes a window and runs nothing of the test's: its object is moved
 * from slot to slot by the loop.
 */
final class SharedClassRewriter extends FieldRewriter {

    private static final String SLICE = Type.getDescriptor(Slice.class);
    private static final int ADDED = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;

    private String name = "";
    private String superName = "";

    private final List<Accessor> accessors;

    SharedClassRewriter(ClassVisitor next, LiftedState state, List<Accessor> accessors) {
        super(next, state);
        this.accessors = accessors;
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
        return method.equals("<init>") ? new PlacingConstructor(next, state, name, superName) : next;
    }

    @Override
    public void visitEnd() {
        for (Place place : state.primitivesOf(name)) {
            cv.visitField(ADDED, LiftedState.address(place), state.placing().locationType(), null, null)
                    .visitEnd();
            addGetter(place);
            addSetter(place);
            addInitializer(place);
        }
        for (Accessor accessor : accessors) {
            MethodVisitor code = begin(
                    Opcodes.ACC_STATIC, accessor.name(), state.substitutes().mapMethod(accessor.descriptor()));
            accessor.emit(code, state.placing());
            end(code);
        }
        if (state.isFlat()) {
            if (name.equals(state.top())) {
                cv.visitField(ADDED, LiftedState.REGION, "Ljava/lang/Object;", null, null)
                        .visitEnd();
            }
            addFlyweightConstructor();
        }
        super.visitEnd();
    }

    private void addInitializer(Place place) {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        String location = state.placing().locationType();
        Type locationType = Type.getType(location);
        int local = type.width();
        MethodVisitor code =
                begin(Opcodes.ACC_STATIC, LiftedState.initializer(place), "(" + place.descriptor() + ")" + location);
        state.placing().emitAllocate(code, place);
        code.visitVarInsn(locationType.getOpcode(Opcodes.ISTORE), local);
        state.placing().pushLocal(code, local);
        code.visitVarInsn(type.opcode(Opcodes.ILOAD), 0);
        type.emitPut(code, mode(place));
        code.visitVarInsn(locationType.getOpcode(Opcodes.ILOAD), local);
        code.visitInsn(locationType.getOpcode(Opcodes.IRETURN));
        end(code);
    }

    private void addGetter(Place place) {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        MethodVisitor code = begin(Opcodes.ACC_STATIC, LiftedState.getter(place), LiftedState.getterDescriptor(place));
        state.placing().pushWithAccess(code, place, 0);
        type.emitGet(code, mode(place));
        code.visitInsn(type.opcode(Opcodes.IRETURN));
        end(code);
    }

    private void addSetter(Place place) {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        MethodVisitor code = begin(Opcodes.ACC_STATIC, LiftedState.setter(place), LiftedState.setterDescriptor(place));
        state.placing().pushWithAccess(code, place, 0);
        code.visitVarInsn(type.opcode(Opcodes.ILOAD), 1);
        type.emitPut(code, mode(place));
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    private static String mode(Place place) {
        return place.isVolatile() ? "Volatile" : "";
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
