package org.shmstress.lift;

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.CellAccess;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SlotStates;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.scenario.shape.TestShape.Actor;
import org.shmstress.scenario.shape.TestShape.Field;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Emits the parts that the loops of a lifted test have in common. A loop is a method {@code (SlotWindow window, int i, int to)};
 * whatever does not change from slot to slot is read into local variables before it starts.
 */
final class LoopCode {

    static final int WINDOW = 1;
    static final int I = 2;
    static final int TO = 3;

    /** Name of the field with the test object when the state is a class of its own. */
    static final String TEST_FIELD = "test";

    private static final int STATE = 4;
    private static final int RESULT = 5;
    private static final int REGION = 6;
    private static final int SLOT = 7;
    private static final int STRIDE = 9;
    private static final int OFFSET = 11;
    private static final int STATES = 13;
    private static final int FIRST_BASE = 14;
    private static final String LONGS = "[J";
    private static final String SLICE = Type.getInternalName(Slice.class);
    private static final String STATES_TYPE = Type.getInternalName(SlotStates.class);

    private final MethodVisitor code;
    private final TestShape shape;
    private final int firstColumn;

    LoopCode(MethodVisitor code, TestShape shape) {
        this.code = code;
        this.shape = shape;
        this.firstColumn = FIRST_BASE + 2 * shape.places().size();
    }

    /** First local variable that no part below uses. */
    int firstFree() {
        return firstColumn + 4 * shape.results().size();
    }

    /** Before a loop that needs columns. */
    void loadColumns() {
        loadWindow("region", "Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ASTORE, REGION);
        loadArray("columns", firstColumn, shape.results().size());
        loadArray("codes", firstCodes(), shape.results().size());
    }

    private int firstCodes() {
        return firstColumn + 2 * shape.results().size();
    }

    /** Before a loop that calls methods of the test. */
    void loadObjects() {
        if (!shape.resultClass().isEmpty()) {
            make(shape.resultClass(), "()V", RESULT);
        }
        if (!shape.isFlat()) {
            code.visitVarInsn(Opcodes.ALOAD, WINDOW);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LiftedState.WINDOW, "states", "()L" + STATES_TYPE + ";", false);
            code.visitVarInsn(Opcodes.ASTORE, STATES);
            return;
        }
        make(shape.stateClass(), LiftedState.FLYWEIGHT_CONSTRUCTOR, STATE);
        loadWindow("strideBytes", "J");
        code.visitVarInsn(Opcodes.LSTORE, STRIDE);
        loadArray("bases", FIRST_BASE, shape.places().size());
    }

    private void loadWindow(String field, String descriptor) {
        code.visitVarInsn(Opcodes.ALOAD, WINDOW);
        code.visitFieldInsn(Opcodes.GETFIELD, LiftedState.WINDOW, field, descriptor);
    }

    private void loadArray(String field, int firstLocal, int length) {
        for (int e = 0; e < length; e++) {
            loadWindow(field, LONGS);
            code.visitLdcInsn(e);
            code.visitInsn(Opcodes.LALOAD);
            code.visitVarInsn(Opcodes.LSTORE, firstLocal + 2 * e);
        }
    }

    private void make(String type, String descriptor, int local) {
        code.visitTypeInsn(Opcodes.NEW, type);
        code.visitInsn(Opcodes.DUP);
        if (!descriptor.equals("()V")) {
            code.visitVarInsn(Opcodes.ALOAD, WINDOW);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", descriptor, false);
        code.visitVarInsn(Opcodes.ASTORE, local);
    }

    /** {@code int slot → }, remembers it for what follows. */
    void setSlot() {
        code.visitInsn(Opcodes.I2L);
        code.visitVarInsn(Opcodes.LSTORE, SLOT);
    }

    /** Has the slot's state in {@link #STATE}. */
    void moveState() {
        if (shape.isFlat()) {
            moveFlyweight();
            return;
        }
        code.visitVarInsn(Opcodes.ALOAD, STATES);
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        code.visitInsn(Opcodes.L2I);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STATES_TYPE, "at", "(I)Ljava/lang/Object;", false);
        code.visitTypeInsn(Opcodes.CHECKCAST, shape.stateClass());
        code.visitVarInsn(Opcodes.ASTORE, STATE);
    }

    private void moveFlyweight() {
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        multiplyByStride();
        moveFlyweightBy();
    }

    /** {@code number of slots → bytes} */
    void multiplyByStride() {
        code.visitVarInsn(Opcodes.LLOAD, STRIDE);
        code.visitInsn(Opcodes.LMUL);
    }

    /** {@code distance from slot 0 in bytes → }, has the state there in {@link #STATE}, which is flat. */
    void moveFlyweightBy() {
        code.visitVarInsn(Opcodes.LSTORE, OFFSET);
        List<Place> places = shape.places();
        for (int p = 0; p < places.size(); p++) {
            Place place = places.get(p);
            code.visitVarInsn(Opcodes.ALOAD, STATE);
            if (place.isSlice()) {
                code.visitFieldInsn(Opcodes.GETFIELD, place.owner(), place.name(), place.descriptor());
            }
            code.visitVarInsn(Opcodes.LLOAD, FIRST_BASE + 2 * p);
            code.visitVarInsn(Opcodes.LLOAD, OFFSET);
            code.visitInsn(Opcodes.LADD);
            if (place.isSlice()) {
                code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SLICE, "relocate", "(J)V", false);
            } else {
                code.visitFieldInsn(Opcodes.PUTFIELD, place.owner(), LiftedState.address(place), "J");
            }
        }
    }

    /** Zeroes all fields of the result object. */
    void zeroResult() {
        for (Field field : shape.results()) {
            code.visitVarInsn(Opcodes.ALOAD, RESULT);
            emitZero(field);
            putResult(field);
        }
    }

    /** Calls an actor or the arbiter. */
    void call(Actor actor, String loopClass) {
        if (shape.isOwnState()) {
            code.visitVarInsn(Opcodes.ALOAD, STATE);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, loopClass, TEST_FIELD, "L" + shape.testClass() + ";");
        }
        for (Type parameter : Type.getArgumentTypes(actor.descriptor())) {
            boolean isResult = parameter.getInternalName().equals(shape.resultClass());
            code.visitVarInsn(Opcodes.ALOAD, isResult ? RESULT : STATE);
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, shape.testClass(), actor.name(), actor.descriptor(), false);
        switch (Type.getReturnType(actor.descriptor()).getSize()) {
            case 1 -> code.visitInsn(Opcodes.POP);
            case 2 -> code.visitInsn(Opcodes.POP2);
            default -> {}
        }
    }

    private void pushAccess() {
        code.visitFieldInsn(
                Opcodes.GETSTATIC,
                Type.getInternalName(CellAccess.class),
                "ACCESS",
                Type.getDescriptor(SliceAccess.class));
        code.visitVarInsn(Opcodes.ALOAD, REGION);
    }

    /** {@code → access, region, address of the codes of the slot's group}; the slot is taken from the local variable. */
    void pushCodes(int field) {
        pushAccess();
        code.visitVarInsn(Opcodes.LLOAD, firstCodes() + 2 * field);
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        code.visitLdcInsn((long) -OutcomeSink.GROUP);
        code.visitInsn(Opcodes.LAND);
        code.visitInsn(Opcodes.LADD);
    }

    /** {@code → codes of the slot's group} */
    void pushFromCodes(int field) {
        pushCodes(field);
        Primitive.LONG.emitGet(code, "");
    }

    /** {@code → code of the slot as a long} */
    void pushCode(int field) {
        pushFromCodes(field);
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        code.visitInsn(Opcodes.L2I);
        code.visitInsn(Opcodes.ICONST_3);
        // A shift by 8 times the slot is one by 8 times its place in the group.
        code.visitInsn(Opcodes.ISHL);
        code.visitInsn(Opcodes.LUSHR);
        code.visitLdcInsn(255L);
        code.visitInsn(Opcodes.LAND);
    }

    /** {@code codes in the order in which slots ran, order → codes in the slots' order} */
    void orderCodes() {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, nameOf(shape), "ordered", "(JI)J", false);
    }

    /** {@code → access, region, address of the slot's element} */
    private void pushColumn(int field) {
        pushAccess();
        code.visitVarInsn(Opcodes.LLOAD, firstColumn + 2 * field);
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        int shift = Integer.numberOfTrailingZeros(resultType(field).sizeBytes());
        code.visitLdcInsn(shift);
        code.visitInsn(Opcodes.LSHL);
        code.visitInsn(Opcodes.LADD);
    }

    private boolean isReference(int field) {
        return shape.results().get(field).isReference();
    }

    private void emitZero(Field field) {
        if (field.isReference()) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            Primitive.of(field.descriptor()).emitZero(code);
        }
    }

    /** {@code → 0 or null} */
    void pushZero(int field) {
        emitZero(shape.results().get(field));
    }

    /** {@code value of a result field → long that stands for it} */
    void emitToRaw(int field) {
        if (isReference(field)) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.SWAP);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, nameOf(shape), "wordOf", "(Ljava/lang/Object;)J", false);
        } else {
            resultType(field).emitToRaw(code);
        }
    }

    /** {@code → states, field, slot} */
    private void pushReference(int field) {
        code.visitVarInsn(Opcodes.ALOAD, STATES);
        code.visitLdcInsn(field);
        code.visitVarInsn(Opcodes.LLOAD, SLOT);
        code.visitInsn(Opcodes.L2I);
    }

    /** Stores a field of the result object in its column. */
    void storeColumn(int field) {
        if (isReference(field)) {
            pushReference(field);
            pushResult(field);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STATES_TYPE, "keep", "(IILjava/lang/Object;)V", false);
            return;
        }
        pushColumn(field);
        pushResult(field);
        resultType(field).emitPut(code, "");
    }

    /** {@code → value} from the column */
    void pushFromColumn(int field) {
        if (isReference(field)) {
            pushReference(field);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, STATES_TYPE, "kept", "(II)Ljava/lang/Object;", false);
            return;
        }
        pushColumn(field);
        resultType(field).emitGet(code, "");
    }

    /** Stores the column's value in the result object. */
    void loadResultFromColumn(int field) {
        code.visitVarInsn(Opcodes.ALOAD, RESULT);
        pushFromColumn(field);
        putResult(shape.results().get(field));
    }

    /** {@code → value} from the result object */
    void pushResult(int field) {
        Field result = shape.results().get(field);
        code.visitVarInsn(Opcodes.ALOAD, RESULT);
        code.visitFieldInsn(Opcodes.GETFIELD, shape.resultClass(), result.name(), result.type());
    }

    private void putResult(Field field) {
        code.visitFieldInsn(Opcodes.PUTFIELD, shape.resultClass(), field.name(), field.type());
    }

    Primitive resultType(int field) {
        return Primitive.of(shape.results().get(field).descriptor());
    }

    /** Package of a class as a prefix of its internal name. */
    static String nameOf(TestShape shape) {
        return shape.testClass() + LiftedTest.SUFFIX;
    }
}
