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
import org.shmstress.scenario.shape.TestShape.Actor;
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
        for (int a = 0; a < shape.actors().size(); a++) {
            addActorLoop(a, shape.actors().get(a));
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
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitVarInsn(Opcodes.ILOAD, 3);
            code.visitVarInsn(Opcodes.ILOAD, 4);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, loopName(a), LOOP, false);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(next);
        }
        String exception = "java/lang/IllegalArgumentException";
        code.visitTypeInsn(Opcodes.NEW, exception);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn("the test has no actor of that number");
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
        end(code, Opcodes.ATHROW);
    }

    private static String loopName(int actor) {
        return "actor" + actor;
    }

    private void addActorLoop(int index, Actor actor) {
        MethodVisitor code = begin(Opcodes.ACC_PRIVATE, loopName(index), LOOP);
        LoopCode loop = new LoopCode(code, shape);
        int order = loop.firstFree();
        int ran = order + 1;
        loop.loadColumns();
        loop.loadObjects();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, ran);
        code.visitVarInsn(Opcodes.ALOAD, LoopCode.WINDOW);
        code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, "order", "I");
        code.visitVarInsn(Opcodes.ISTORE, order);
        Runnable advance = () -> code.visitIincInsn(LoopCode.I, 1);
        if (FullFences.areIn(shape, state.hierarchy())) {
            int step = ran + 1;
            code.visitVarInsn(Opcodes.ALOAD, LoopCode.WINDOW);
            code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, "step", "I");
            code.visitVarInsn(Opcodes.ISTORE, step);
            advance = () -> {
                code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
                code.visitVarInsn(Opcodes.ILOAD, step);
                code.visitInsn(Opcodes.IADD);
                code.visitVarInsn(Opcodes.ISTORE, LoopCode.I);
            };
        }
        forEachSlot(code, advance, () -> {
            code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
            code.visitVarInsn(Opcodes.ILOAD, order);
            code.visitInsn(Opcodes.IXOR);
            loop.setSlot();
            loop.moveState();
            loop.zeroResult();
            loop.call(actor, name);
            actor.writes().forEach(loop::storeColumn);
            code.visitIincInsn(ran, 1);
        });
        code.visitVarInsn(Opcodes.ILOAD, ran);
        end(code, Opcodes.IRETURN);
    }

    /** {@code for (; i < to; i++) body} */
    static void forEachSlot(MethodVisitor code, Runnable body) {
        forEachSlot(code, () -> code.visitIincInsn(LoopCode.I, 1), body);
    }

    private static void forEachSlot(MethodVisitor code, Runnable advance, Runnable body) {
        Label test = new Label();
        Label done = new Label();
        code.visitLabel(test);
        code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
        code.visitVarInsn(Opcodes.ILOAD, LoopCode.TO);
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
