package org.shmstress.lift;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Writes the {@link LiftedTest} of a test. It lies in the test's package, since actors may be package-private, and has one loop
 * method per actor, so that the JIT compiles and profiles each by itself.
 */
final class LoopWriter {

    private static final String BASE = Type.getInternalName(LiftedTest.class);
    private static final String LOOP = "(L" + LiftedState.WINDOW + ";II)I";
    private static final String SLICE = Type.getInternalName(Slice.class);

    private final TestShape shape;
    private final LiftedState state;
    private final String name;
    private final ClassWriter writer;

    private LoopWriter(TestShape shape, LiftedState state) {
        this.shape = shape;
        this.state = state;
        this.name = LoopCode.nameOf(shape);
        this.writer = new PlainMergeWriter();
    }

    /** The class file of the test's {@link LiftedTest}. */
    static byte[] write(TestShape shape, LiftedState state) {
        return new LoopWriter(shape, state).write();
    }

    private byte[] write() {
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, BASE, null);
        addConstructor();
        addIsFlat();
        addConstant("places", shape.placeTypes());
        addConstant("results", shape.resultTypes());
        addConstruct();
        addSlices();
        addRun();
        boolean hasFullFences = FullFences.areIn(shape, state.hierarchy());
        for (int a = 0; a < shape.actors().size(); a++) {
            ActorLoopWriter actor =
                    new ActorLoopWriter(shape, shape.actors().get(a), name, state.hierarchy(), hasFullFences);
            actor.addPlain(begin(Opcodes.ACC_PRIVATE, loopName(a), LOOP));
            if (shape.hasCodes()) {
                actor.addGrouped(begin(Opcodes.ACC_PRIVATE, groupedName(a), LOOP));
            }
        }
        new TallyWriter(shape, name).addTo(writer);
        addRender();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private MethodVisitor begin(int access, String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int returnOpcode) {
        code.visitInsn(returnOpcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void addConstructor() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "<init>", "()V");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", "()V", false);
        if (!shape.isOwnState()) {
            String type = "L" + shape.testClass() + ";";
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
            writer.visitField(access, LoopCode.TEST_FIELD, type, null, null).visitEnd();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            construct(code, shape.testClass());
            code.visitFieldInsn(Opcodes.PUTFIELD, name, LoopCode.TEST_FIELD, type);
        }
        end(code, Opcodes.RETURN);
    }

    private static void construct(MethodVisitor code, String type) {
        code.visitTypeInsn(Opcodes.NEW, type);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
    }

    private void addIsFlat() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "isFlat", "()Z");
        code.visitLdcInsn(shape.isFlat());
        end(code, Opcodes.IRETURN);
    }

    private void addConstant(String method, String value) {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, method, "()Ljava/lang/String;");
        code.visitLdcInsn(value);
        end(code, Opcodes.ARETURN);
    }

    private void addConstruct() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "construct", "()Ljava/lang/Object;");
        construct(code, shape.stateClass());
        end(code, Opcodes.ARETURN);
    }

    private void addSlices() {
        List<Place> slices = shape.places().stream().filter(Place::isSlice).toList();
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "slices", "(Ljava/lang/Object;)[L" + SLICE + ";");
        code.visitLdcInsn(slices.size());
        code.visitTypeInsn(Opcodes.ANEWARRAY, SLICE);
        for (Place place : slices) {
            code.visitInsn(Opcodes.DUP);
            code.visitLdcInsn(state.sliceIndex(place));
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitTypeInsn(Opcodes.CHECKCAST, shape.stateClass());
            code.visitFieldInsn(Opcodes.GETFIELD, place.owner(), place.name(), place.descriptor());
            code.visitInsn(Opcodes.AASTORE);
        }
        end(code, Opcodes.ARETURN);
    }

    private void addRun() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "run", "(IL" + LiftedState.WINDOW + ";II)I");
        for (int a = 0; a < shape.actors().size(); a++) {
            Label next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            code.visitLdcInsn(a);
            code.visitJumpInsn(Opcodes.IF_ICMPNE, next);
            if (shape.hasCodes()) {
                Label plain = new Label();
                code.visitVarInsn(Opcodes.ALOAD, 2);
                code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, "isGrouped", "Z");
                code.visitJumpInsn(Opcodes.IFEQ, plain);
                returnCall(code, groupedName(a));
                code.visitLabel(plain);
            }
            returnCall(code, loopName(a));
            code.visitLabel(next);
        }
        String exception = "java/lang/IllegalArgumentException";
        code.visitTypeInsn(Opcodes.NEW, exception);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn("the test has no actor of that number");
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
        end(code, Opcodes.ATHROW);
    }

    private void returnCall(MethodVisitor code, String loop) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitVarInsn(Opcodes.ILOAD, 3);
        code.visitVarInsn(Opcodes.ILOAD, 4);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, loop, LOOP, false);
        code.visitInsn(Opcodes.IRETURN);
    }

    private static String loopName(int actor) {
        return "actor" + actor;
    }

    private static String groupedName(int actor) {
        return loopName(actor) + "Grouped";
    }

    /** {@code for (; local < bound; advance) body} */
    static void forEach(MethodVisitor code, int local, Runnable bound, Runnable body, Runnable advance) {
        Label test = new Label();
        Label done = new Label();
        code.visitLabel(test);
        code.visitVarInsn(Opcodes.ILOAD, local);
        bound.run();
        code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
        body.run();
        advance.run();
        code.visitJumpInsn(Opcodes.GOTO, test);
        code.visitLabel(done);
    }

    private void addRender() {
        MethodVisitor code = begin(Opcodes.ACC_PUBLIC, "render", "([J)Ljava/lang/String;");
        if (shape.resultClass().isEmpty()) {
            code.visitLdcInsn("");
            end(code, Opcodes.ARETURN);
            return;
        }
        construct(code, shape.resultClass());
        for (int f = 0; f < shape.results().size(); f++) {
            TestShape.Field field = shape.results().get(f);
            code.visitInsn(Opcodes.DUP);
            if (field.isReference()) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
            }
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn(f);
            code.visitInsn(Opcodes.LALOAD);
            if (field.isReference()) {
                code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, "textOf", "(J)Ljava/lang/Object;", false);
            } else {
                Primitive.of(field.descriptor()).emitFromRaw(code);
            }
            code.visitFieldInsn(Opcodes.PUTFIELD, shape.resultClass(), field.name(), field.type());
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "toString", "()Ljava/lang/String;", false);
        end(code, Opcodes.ARETURN);
    }

    /** The loops merge only primitives and equal types; ASM must not load test classes to find that out. */
    private static final class PlainMergeWriter extends ClassWriter {
        PlainMergeWriter() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String first, String second) {
            return "java/lang/Object";
        }
    }
}
