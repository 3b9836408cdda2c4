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
    private static final String DESCRIPTOR = "(L" + LiftedState.WINDOW + ";IIL" + SINK + ";)V";
    private static final String TALLY = "tally";
    private static final String FROM_COLUMNS = "tallyColumns";
    private static final String FROM_CODES = "tallyCodes";
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
        if (!shape.hasCodes()) {
            addSlots(begin(writer, Opcodes.ACC_PUBLIC, TALLY), false);
            return;
        }
        addSlots(begin(writer, Opcodes.ACC_PRIVATE, FROM_COLUMNS), false);
        addSlots(begin(writer, Opcodes.ACC_PRIVATE, FROM_CODES), true);
        addGroups(begin(writer, Opcodes.ACC_PUBLIC, TALLY));
    }

    private static MethodVisitor begin(ClassWriter writer, int access, String name) {
        MethodVisitor code = writer.visitMethod(access, name, DESCRIPTOR, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Counts slot by slot. */
    private void addSlots(MethodVisitor code, boolean fromCodes) {
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
        forEachSlot(code, () -> code.visitIincInsn(LoopCode.I, 1), () -> {
            code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
            loop.setSlot();
            readWords(code, loop, locals, fromCodes);
            count(code, locals);
        });
        end(code);
    }

    private static void forEachSlot(MethodVisitor code, Runnable advance, Runnable body) {
        LoopWriter.forEach(code, LoopCode.I, () -> code.visitVarInsn(Opcodes.ILOAD, LoopCode.TO), body, advance);
    }

    /** Counts group by group if the window has groups; what has a result that is not small, slot by slot. */
    private void addGroups(MethodVisitor code) {
        Label grouped = new Label();
        code.visitVarInsn(Opcodes.ALOAD, LoopCode.WINDOW);
        code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, "isGrouped", "Z");
        code.visitJumpInsn(Opcodes.IFNE, grouped);
        callSlots(code, FROM_COLUMNS, LoopCode.I, LoopCode.TO);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(grouped);
        LoopCode loop = new LoopCode(code, shape);
        Locals locals = new Locals(loop.firstFree());
        code.visitVarInsn(Opcodes.ALOAD, SINK_LOCAL);
        code.visitVarInsn(Opcodes.ASTORE, locals.sink());
        loop.loadColumns();
        forEachSlot(code, () -> code.visitIincInsn(LoopCode.I, OutcomeSink.GROUP), () -> {
            code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
            loop.setSlot();
            countGroup(code, loop, locals);
        });
        end(code);
    }

    private void countGroup(MethodVisitor code, LoopCode loop, Locals locals) {
        Set<Integer> written = written();
        int bits = OutcomeSink.packedBits(fields);
        for (int f = 0; f < fields; f++) {
            if (written.contains(f)) {
                loop.pushFromCodes(f);
            } else {
                code.visitLdcInsn(OutcomeSink.ZERO_CODES);
            }
            code.visitVarInsn(Opcodes.LSTORE, locals.word(f));
        }
        Label large = new Label();
        Label counted = new Label();
        code.visitInsn(Opcodes.LCONST_0);
        for (int f = 0; f < fields; f++) {
            code.visitVarInsn(Opcodes.LLOAD, locals.word(f));
            code.visitInsn(Opcodes.LOR);
        }
        code.visitLdcInsn(OutcomeSink.ZERO_CODES * (255 & -(1 << bits) | OutcomeSink.NO_CODE));
        code.visitInsn(Opcodes.LAND);
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFNE, large);
        code.visitVarInsn(Opcodes.ALOAD, locals.sink());
        code.visitInsn(Opcodes.LCONST_0);
        for (int f = 0; f < fields; f++) {
            code.visitLdcInsn(bits);
            code.visitInsn(Opcodes.LSHL);
            code.visitVarInsn(Opcodes.LLOAD, locals.word(f));
            code.visitInsn(Opcodes.LOR);
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SINK, "countGroup", "(J)V", false);
        code.visitJumpInsn(Opcodes.GOTO, counted);
        code.visitLabel(large);
        int end = locals.word(fields);
        code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
        code.visitLdcInsn(OutcomeSink.GROUP);
        code.visitInsn(Opcodes.IADD);
        code.visitVarInsn(Opcodes.ISTORE, end);
        callSlots(code, FROM_CODES, LoopCode.I, end);
        code.visitLabel(counted);
    }

    private void callSlots(MethodVisitor code, String method, int from, int to) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, LoopCode.WINDOW);
        code.visitVarInsn(Opcodes.ILOAD, from);
        code.visitVarInsn(Opcodes.ILOAD, to);
        code.visitVarInsn(Opcodes.ALOAD, SINK_LOCAL);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, loopClass, method, DESCRIPTOR, false);
    }

    private Set<Integer> written() {
        Set<Integer> written = new TreeSet<>();
        shape.actors().forEach(a -> written.addAll(a.writes()));
        return written;
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

    private void readWords(MethodVisitor code, LoopCode loop, Locals locals, boolean fromCodes) {
        Set<Integer> written = written();
        if (shape.arbiter().isPresent()) {
            loop.moveState();
            loop.zeroResult();
            written.forEach(loop::loadResultFromColumn);
            loop.call(shape.arbiter().get(), loopClass);
        }
        for (int f = 0; f < fields; f++) {
            if (shape.arbiter().isPresent()) {
                loop.pushResult(f);
                loop.emitToRaw(f);
            } else if (!written.contains(f)) {
                loop.pushZero(f);
                loop.emitToRaw(f);
            } else if (fromCodes) {
                pushDecoded(code, loop, f);
            } else {
                loop.pushFromColumn(f);
                loop.emitToRaw(f);
            }
            code.visitVarInsn(Opcodes.LSTORE, locals.word(f));
        }
    }

    /** {@code → result word} */
    private static void pushDecoded(MethodVisitor code, LoopCode loop, int field) {
        Label none = new Label();
        Label decoded = new Label();
        loop.pushCode(field);
        code.visitInsn(Opcodes.DUP2);
        code.visitLdcInsn((long) OutcomeSink.NO_CODE);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFEQ, none);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LSUB);
        code.visitJumpInsn(Opcodes.GOTO, decoded);
        code.visitLabel(none);
        code.visitInsn(Opcodes.POP2);
        loop.pushFromColumn(field);
        loop.emitToRaw(field);
        code.visitLabel(decoded);
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
