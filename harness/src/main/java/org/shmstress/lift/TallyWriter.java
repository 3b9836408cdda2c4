package org.shmstress.lift;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.scenario.shape.TestShape;

/** Writes the loop that counts outcomes, with the arbiter in it if the test has one. */
final class TallyWriter {

    private static final String SINK = Type.getInternalName(OutcomeSink.class);
    private static final int SINK_LOCAL = 4;

    private final TestShape shape;
    private final String loopClass;
    private final int fields;

    TallyWriter(TestShape shape, String loopClass) {
        this.shape = shape;
        this.loopClass = loopClass;
        this.fields = shape.results().size();
    }

    void addTo(ClassWriter writer) {
        String descriptor = "(L" + LiftedState.WINDOW + ";IIL" + SINK + ";)V";
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "tally", descriptor, null, null);
        code.visitCode();
        LoopCode loop = new LoopCode(code, shape);
        Locals locals = new Locals(loop.firstFree());
        code.visitVarInsn(Opcodes.ALOAD, SINK_LOCAL);
        code.visitVarInsn(Opcodes.ASTORE, locals.sink());
        load(code, locals, "packed", "[I", locals.packed());
        load(code, locals, "words", "[J", locals.words());
        loop.loadColumns();
        if (shape.arbiter().isPresent() || shape.results().stream().anyMatch(TestShape.Field::isReference)) {
            loop.loadObjects();
        }
        LoopWriter.forEachSlot(code, () -> {
            code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
            loop.setSlot();
            readWords(code, loop, locals);
            count(code, locals);
        });
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Local variables beyond those of {@link LoopCode}; the parameter's own variable is one of these. */
    private record Locals(int sink) {
        int packed() {
            return sink + 1;
        }

        int words() {
            return sink + 2;
        }

        int word(int field) {
            return sink + 3 + 2 * field;
        }
    }

    private static void load(MethodVisitor code, Locals locals, String field, String descriptor, int local) {
        code.visitVarInsn(Opcodes.ALOAD, locals.sink());
        code.visitFieldInsn(Opcodes.GETFIELD, SINK, field, descriptor);
        code.visitVarInsn(Opcodes.ASTORE, local);
    }

    private void readWords(MethodVisitor code, LoopCode loop, Locals locals) {
        Set<Integer> written = new TreeSet<>();
        shape.actors().forEach(a -> written.addAll(a.writes()));
        if (shape.arbiter().isPresent()) {
            loop.moveState();
            loop.zeroResult();
            written.forEach(loop::loadResultFromColumn);
            loop.call(shape.arbiter().get(), loopClass);
        }
        for (int f = 0; f < fields; f++) {
            if (shape.arbiter().isPresent()) {
                loop.pushResult(f);
            } else if (written.contains(f)) {
                loop.pushFromColumn(f);
            } else {
                loop.pushZero(f);
            }
            loop.emitToRaw(f);
            code.visitVarInsn(Opcodes.LSTORE, locals.word(f));
        }
    }

    private void count(MethodVisitor code, Locals locals) {
        Label exact = new Label();
        Label counted = new Label();
        int bits = OutcomeSink.packedBits(fields);
        if (bits > 0) {
            jumpUnlessSmall(code, locals, bits, exact);
            countPacked(code, locals, bits);
            code.visitJumpInsn(Opcodes.GOTO, counted);
            code.visitLabel(exact);
        }
        for (int f = 0; f < fields; f++) {
            code.visitVarInsn(Opcodes.ALOAD, locals.words());
            code.visitLdcInsn(f);
            code.visitVarInsn(Opcodes.LLOAD, locals.word(f));
            code.visitInsn(Opcodes.LASTORE);
        }
        code.visitVarInsn(Opcodes.ALOAD, locals.sink());
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SINK, "exact", "()V", false);
        code.visitLabel(counted);
    }

    private void jumpUnlessSmall(MethodVisitor code, Locals locals, int bits, Label otherwise) {
        for (int f = 0; f < fields; f++) {
            pushPlusOne(code, locals, f);
            if (f > 0) {
                code.visitInsn(Opcodes.LOR);
            }
        }
        code.visitLdcInsn(bits);
        code.visitInsn(Opcodes.LUSHR);
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFNE, otherwise);
    }

    private static void pushPlusOne(MethodVisitor code, Locals locals, int field) {
        code.visitVarInsn(Opcodes.LLOAD, locals.word(field));
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LADD);
    }

    private void countPacked(MethodVisitor code, Locals locals, int bits) {
        code.visitVarInsn(Opcodes.ALOAD, locals.packed());
        for (int f = 0; f < fields; f++) {
            if (f > 0) {
                code.visitLdcInsn(bits);
                code.visitInsn(Opcodes.ISHL);
            }
            pushPlusOne(code, locals, f);
            code.visitInsn(Opcodes.L2I);
            if (f > 0) {
                code.visitInsn(Opcodes.IOR);
            }
        }
        code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
        code.visitLdcInsn(OutcomeSink.LANES - 1);
        code.visitInsn(Opcodes.IAND);
        code.visitLdcInsn(OutcomeSink.LANE_SIZE);
        code.visitInsn(Opcodes.IMUL);
        code.visitInsn(Opcodes.IADD);
        code.visitInsn(Opcodes.DUP2);
        code.visitInsn(Opcodes.IALOAD);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IADD);
        code.visitInsn(Opcodes.IASTORE);
    }
}
