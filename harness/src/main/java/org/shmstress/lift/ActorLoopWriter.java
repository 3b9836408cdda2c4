package org.shmstress.lift;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.scenario.shape.TestShape.Actor;

/**
 * Writes the two loops of an actor.
 *
 * <pre>
 * plain                                    grouped, for windows of whole groups
 *
 * for (; i &lt; to; i++)                      for (; i &lt; to; i += 8)
 *     slot = i ^ order                         for (b = 0; b &lt; 8; b++)
 *     run the actor on the slot                    slot = i ^ order ^ b
 *     columns[slot] = result                       run the actor on the slot
 *                                                  if (result has a code) codes |= code &lt;&lt; 8 * b
 *                                                  else columns[slot] = result, codes |= NO_CODE &lt;&lt; 8 * b
 *                                              store codes of slots i ^ order &amp; -8 and the next seven
 * </pre>
 *
 * <p>The grouped one exists for the processor's sake. Stores leave its store buffer in order, and while an actor's own store
 * waits for a line that the other actor has, the buffer fills; results kept in a register for eight slots leave it room for
 * twice as many slots. Their column has a quarter of an int column's lines to move to whoever tallies.
 *
 * <p>Its inner loop is written out for an actor of few instructions on a flat state, which is what C2 would do if it knew that
 * the branch is never taken. The slots' distances from the group's first are then computed once for all groups.
 */
final class ActorLoopWriter {

    /** Instructions of an actor that is worth writing out: a load or store with its arithmetic takes about four. */
    private static final int FEW_INSTRUCTIONS = 40;

    /** Places of a state that is worth writing out: eight times this many addresses are computed in a loop. */
    private static final int FEW_PLACES = 8;

    private final TestShape shape;
    private final Actor actor;
    private final String loopClass;
    private final Hierarchy hierarchy;
    private final boolean hasFullFences;

    ActorLoopWriter(TestShape shape, Actor actor, String loopClass, Hierarchy hierarchy, boolean hasFullFences) {
        this.shape = shape;
        this.actor = actor;
        this.loopClass = loopClass;
        this.hierarchy = hierarchy;
        this.hasFullFences = hasFullFences;
    }

    private boolean isSmall() {
        return shape.isFlat()
                && !hasFullFences
                && shape.places().size() <= FEW_PLACES
                && hierarchy.chain(shape.testClass()).stream()
                        .flatMap(type -> type.methods.stream())
                        .filter(m -> m.name.equals(actor.name()) && m.desc.equals(actor.descriptor()))
                        .allMatch(m -> m.instructions.size() <= FEW_INSTRUCTIONS);
    }

    /** Local variables beyond those of {@link LoopCode}. */
    private record Locals(int order) {
        int ran() {
            return order + 1;
        }

        int step() {
            return order + 2;
        }

        int inGroup() {
            return order + 3;
        }

        int notInCodes() {
            return order + 4;
        }

        int group() {
            return order + 6;
        }

        int groupOffset() {
            return order + 7;
        }

        int distance(int inGroup) {
            return order + 9 + 2 * inGroup;
        }

        int codes(int field) {
            return distance(OutcomeSink.GROUP) + 2 * field;
        }
    }

    void addPlain(MethodVisitor code) {
        LoopCode loop = new LoopCode(code, shape);
        Locals locals = begin(code, loop);
        LoopWriter.forEach(
                code,
                LoopCode.I,
                () -> code.visitVarInsn(Opcodes.ILOAD, LoopCode.TO),
                () -> {
                    code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
                    code.visitVarInsn(Opcodes.ILOAD, locals.order());
                    code.visitInsn(Opcodes.IXOR);
                    runSlot(code, loop, locals);
                    actor.writes().forEach(loop::storeColumn);
                },
                () -> advanceSlot(code, LoopCode.I, locals));
        end(code, locals);
    }

    void addGrouped(MethodVisitor code) {
        LoopCode loop = new LoopCode(code, shape);
        Locals locals = begin(code, loop);
        loadWindow(code, "notInCodes", Type.LONG_TYPE, locals.notInCodes());
        boolean isSmall = isSmall();
        if (isSmall) {
            computeDistances(code, loop, locals);
        }
        LoopWriter.forEach(
                code,
                LoopCode.I,
                () -> code.visitVarInsn(Opcodes.ILOAD, LoopCode.TO),
                () -> {
                    code.visitVarInsn(Opcodes.ILOAD, LoopCode.I);
                    code.visitVarInsn(Opcodes.ILOAD, locals.order());
                    code.visitInsn(Opcodes.IXOR);
                    code.visitVarInsn(Opcodes.ISTORE, locals.group());
                    for (int field : actor.writes()) {
                        code.visitInsn(Opcodes.LCONST_0);
                        code.visitVarInsn(Opcodes.LSTORE, locals.codes(field));
                    }
                    if (isSmall) {
                        runWrittenOut(code, loop, locals);
                    } else {
                        runInLoop(code, loop, locals);
                    }
                    actor.writes().forEach(f -> storeCodes(code, loop, locals, f));
                },
                () -> code.visitIincInsn(LoopCode.I, OutcomeSink.GROUP));
        end(code, locals);
    }

    /** Distance of slot {@code b ^ order} of each group from the group's slot of least number. */
    private static void computeDistances(MethodVisitor code, LoopCode loop, Locals locals) {
        for (int b = 0; b < OutcomeSink.GROUP; b++) {
            code.visitLdcInsn(b);
            code.visitVarInsn(Opcodes.ILOAD, locals.order());
            code.visitInsn(Opcodes.IXOR);
            code.visitLdcInsn(OutcomeSink.GROUP - 1);
            code.visitInsn(Opcodes.IAND);
            code.visitInsn(Opcodes.I2L);
            loop.multiplyByStride();
            code.visitVarInsn(Opcodes.LSTORE, locals.distance(b));
        }
    }

    private void runWrittenOut(MethodVisitor code, LoopCode loop, Locals locals) {
        code.visitVarInsn(Opcodes.ILOAD, locals.group());
        code.visitLdcInsn(-OutcomeSink.GROUP);
        code.visitInsn(Opcodes.IAND);
        code.visitInsn(Opcodes.I2L);
        loop.multiplyByStride();
        code.visitVarInsn(Opcodes.LSTORE, locals.groupOffset());
        for (int b = 0; b < OutcomeSink.GROUP; b++) {
            int inGroup = b;
            code.visitVarInsn(Opcodes.ILOAD, locals.group());
            code.visitLdcInsn(b);
            code.visitInsn(Opcodes.IXOR);
            loop.setSlot();
            code.visitVarInsn(Opcodes.LLOAD, locals.groupOffset());
            code.visitVarInsn(Opcodes.LLOAD, locals.distance(b));
            code.visitInsn(Opcodes.LADD);
            loop.moveFlyweightBy();
            runState(code, loop, locals);
            actor.writes().forEach(f -> addCode(code, loop, locals, f, () -> code.visitLdcInsn(inGroup)));
        }
    }

    private void runInLoop(MethodVisitor code, LoopCode loop, Locals locals) {
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, locals.inGroup());
        Runnable inGroup = () -> code.visitVarInsn(Opcodes.ILOAD, locals.inGroup());
        LoopWriter.forEach(
                code,
                locals.inGroup(),
                () -> code.visitLdcInsn(OutcomeSink.GROUP),
                () -> {
                    code.visitVarInsn(Opcodes.ILOAD, locals.group());
                    inGroup.run();
                    code.visitInsn(Opcodes.IXOR);
                    runSlot(code, loop, locals);
                    actor.writes().forEach(f -> addCode(code, loop, locals, f, inGroup));
                },
                () -> advanceSlot(code, locals.inGroup(), locals));
    }

    private Locals begin(MethodVisitor code, LoopCode loop) {
        Locals locals = new Locals(loop.firstFree());
        loop.loadColumns();
        loop.loadObjects();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, locals.ran());
        loadWindow(code, "order", Type.INT_TYPE, locals.order());
        if (hasFullFences) {
            loadWindow(code, "step", Type.INT_TYPE, locals.step());
        }
        return locals;
    }

    private static void loadWindow(MethodVisitor code, String field, Type type, int local) {
        code.visitVarInsn(Opcodes.ALOAD, LoopCode.WINDOW);
        code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, field, type.getDescriptor());
        code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), local);
    }

    private static void end(MethodVisitor code, Locals locals) {
        code.visitVarInsn(Opcodes.ILOAD, locals.ran());
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void advanceSlot(MethodVisitor code, int local, Locals locals) {
        if (!hasFullFences) {
            code.visitIincInsn(local, 1);
            return;
        }
        code.visitVarInsn(Opcodes.ILOAD, local);
        code.visitVarInsn(Opcodes.ILOAD, locals.step());
        code.visitInsn(Opcodes.IADD);
        code.visitVarInsn(Opcodes.ISTORE, local);
    }

    /** {@code slot → }, with the result in the result object. */
    private void runSlot(MethodVisitor code, LoopCode loop, Locals locals) {
        loop.setSlot();
        loop.moveState();
        runState(code, loop, locals);
    }

    private void runState(MethodVisitor code, LoopCode loop, Locals locals) {
        loop.zeroResult();
        loop.call(actor, loopClass);
        code.visitIincInsn(locals.ran(), 1);
    }

    private static void addCode(MethodVisitor code, LoopCode loop, Locals locals, int field, Runnable inGroup) {
        Label small = new Label();
        loop.pushResult(field);
        loop.resultType(field).emitJumpIfSmall(code, locals.notInCodes(), small);
        loop.storeColumn(field);
        code.visitLdcInsn((long) OutcomeSink.NO_CODE);
        code.visitLabel(small);
        inGroup.run();
        code.visitInsn(Opcodes.ICONST_3);
        code.visitInsn(Opcodes.ISHL);
        code.visitInsn(Opcodes.LSHL);
        code.visitVarInsn(Opcodes.LLOAD, locals.codes(field));
        code.visitInsn(Opcodes.LOR);
        code.visitVarInsn(Opcodes.LSTORE, locals.codes(field));
    }

    private static void storeCodes(MethodVisitor code, LoopCode loop, Locals locals, int field) {
        code.visitVarInsn(Opcodes.ILOAD, locals.group());
        loop.setSlot();
        loop.pushCodes(field);
        code.visitVarInsn(Opcodes.LLOAD, locals.codes(field));
        code.visitVarInsn(Opcodes.ILOAD, locals.order());
        loop.orderCodes();
        Primitive.LONG.emitPut(code, "");
    }
}
