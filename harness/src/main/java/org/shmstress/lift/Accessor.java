package org.shmstress.lift;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.shmstress.scenario.shape.HandleModes;
import org.shmstress.scenario.shape.Handles.Call;
import org.shmstress.scenario.shape.Handles.Kind;
import org.shmstress.scenario.shape.Substitutes;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * A static method of a field's class that does what a VarHandle, updater or {@code Unsafe} call did to the field. It takes from the
 * stack what the call took, handle included, and leaves what it left, so that the call becomes it, one instruction for one.
 *
 * @param kind by what means the field was accessed
 * @param place the field
 * @param operation what is done, as VarHandle calls it
 * @param descriptor of the accessor: handle, object and the call's other arguments
 */
record Accessor(Kind kind, Place place, String operation, String descriptor) {

    private static final String ACCESS = "org/shmstress/api/spi/SliceAccess";
    private static final String ORDER = "org/shmstress/api/spi/ReadModifyWrites$Order";
    private static final Pattern ORDERED = Pattern.compile("(.*)(Acquire|Release)");
    private static final String OPERATIONS = "org/shmstress/standin/%sOps";
    private static final String SHARED_ARRAY = "org/shmstress/standin/SharedArray";
    private static final String SHARED_BYTES = "org/shmstress/standin/SharedBytes";
    private static final int OBJECT = 1;
    private static final int INDEX = 2;

    static Accessor of(Call call) {
        String descriptor =
                "(L" + call.instruction().owner + ";" + call.instruction().desc.substring(1);
        return new Accessor(call.kind(), call.place(), HandleModes.operation(call), descriptor);
    }

    String name() {
        String by = kind == Kind.UPDATER || kind.isOfArray() ? kind.name() + place.descriptor() + "$" : "";
        return "$" + by + operation + "$" + place.name();
    }

    /** The body, after its begin and before its end. */
    void emit(MethodVisitor code, Placing placing) {
        castObject(code);
        if (kind == Kind.UPDATER) {
            push(code, placing);
            emitUpdate(code);
            return;
        }
        if (isFloatingAddition()) {
            push(code, placing);
            emitAddition(code);
            return;
        }
        Placing.pushAccess(code);
        push(code, placing);
        if (operation.startsWith("getAnd") || operation.contains("ompareAnd")) {
            emitReadModifyWrite(code);
        } else if (operation.startsWith("get")) {
            field().emitGet(code, operation.substring("get".length()));
            emitFromField(code);
            emitReturn(code, Type.getType(place.descriptor()));
        } else {
            pushArguments(code);
            field().emitPut(code, operation.substring("set".length()));
            code.visitInsn(Opcodes.RETURN);
        }
    }

    private void castObject(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, OBJECT);
        code.visitTypeInsn(Opcodes.CHECKCAST, kind.isOfArray() ? Substitutes.standIn(place.owner()) : place.owner());
        code.visitVarInsn(Opcodes.ASTORE, OBJECT);
    }

    /** {@code → region, address} */
    private void push(MethodVisitor code, Placing placing) {
        if (!kind.isOfArray()) {
            placing.push(code, place, OBJECT);
            return;
        }
        code.visitVarInsn(Opcodes.ALOAD, OBJECT);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SHARED_ARRAY, "region", "()Ljava/lang/Object;", false);
        code.visitVarInsn(Opcodes.ALOAD, OBJECT);
        if (kind == Kind.ARRAY_OFFSET) {
            code.visitVarInsn(Opcodes.LLOAD, INDEX);
            code.visitLdcInsn(field().sizeBytes());
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SHARED_BYTES, "offsetAt", "(JI)J", false);
            return;
        }
        code.visitVarInsn(Opcodes.ILOAD, INDEX);
        if (kind == Kind.ELEMENT) {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SHARED_ARRAY, "at", "(I)J", false);
        } else {
            code.visitLdcInsn(field().sizeBytes());
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SHARED_BYTES, "viewAt", "(II)J", false);
        }
    }

    /** The type as which memory is accessed: a view in the other byte order moves bits. */
    private Primitive field() {
        Primitive type = Primitive.of(place.descriptor().charAt(0));
        return kind == Kind.REVERSED_VIEW ? type.bits() : type;
    }

    private void emitReverse(MethodVisitor code) {
        if (kind == Kind.REVERSED_VIEW) {
            field().emitReverse(code);
        }
    }

    /** Updaters' methods have their arguments' exact types, functions among them. */
    private void emitUpdate(MethodVisitor code) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        StringBuilder target = new StringBuilder("(Ljava/lang/Object;J");
        int local = OBJECT + 1;
        for (int p = 2; p < parameters.length; p++) {
            code.visitVarInsn(parameters[p].getOpcode(Opcodes.ILOAD), local);
            local += parameters[p].getSize();
            target.append(parameters[p].getDescriptor());
        }
        Type returned = Type.getReturnType(descriptor);
        target.append(')').append(returned.getDescriptor());
        String owner = String.format(OPERATIONS, field().operationsName());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, operation, target.toString(), false);
        code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    }

    private boolean isFloatingAddition() {
        return operation.startsWith("getAndAdd") && field() != field().bits();
    }

    /** {@code region, address → } */
    private void emitAddition(MethodVisitor code) {
        pushArguments(code);
        String type = field().descriptor();
        String owner = String.format(OPERATIONS, field().operationsName());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, operation, "(Ljava/lang/Object;J" + type + ")" + type, false);
        emitReturn(code, Type.getType(type));
    }

    /** {@code access, region, address → }, by the access path's method for the bits and in the very mode of the call */
    private void emitReadModifyWrite(MethodVisitor code) {
        int values = pushBits(code);
        boolean isFlag = operation.contains("ompareAndSet");
        Primitive memory = memory();
        String order = "";
        Matcher parts = ORDERED.matcher(operation);
        String method = operation + memory.operationsName();
        if (parts.matches()) {
            order = "L" + ORDER + ";";
            method = parts.group(1) + memory.operationsName();
            code.visitFieldInsn(Opcodes.GETSTATIC, ORDER, parts.group(2).toUpperCase(Locale.ROOT), order);
        } else if (operation.endsWith("Plain")) {
            method = "weakCompareAndSet" + memory.operationsName() + "Plain";
        }
        String returned = isFlag ? "Z" : memory.descriptor();
        String target = "(Ljava/lang/Object;J" + memory.descriptor().repeat(values) + order + ")" + returned;
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ACCESS, method, target, false);
        if (!isFlag) {
            emitFromMemory(code);
        }
        emitReturn(code, isFlag ? Type.BOOLEAN_TYPE : Type.getType(place.descriptor()));
    }

    /** The type whose read-modify-writes do for the field's, bit by bit. */
    private Primitive memory() {
        return switch (field()) {
            case BOOLEAN -> Primitive.BYTE;
            case CHAR -> Primitive.SHORT;
            default -> field().bits();
        };
    }

    /** {@code → bits}, each of {@link #memory}; returns how many */
    private int pushBits(MethodVisitor code) {
        return pushArguments(code, () -> {
            switch (field()) {
                case BOOLEAN -> {
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitInsn(Opcodes.IAND);
                }
                case CHAR -> code.visitInsn(Opcodes.I2S);
                default -> field().emitToBits(code);
            }
        });
    }

    /** {@code bits → value} */
    private void emitFromMemory(MethodVisitor code) {
        switch (field()) {
            case BOOLEAN -> {
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.IAND);
            }
            case CHAR -> code.visitInsn(Opcodes.I2C);
            default -> field().emitFromBits(code);
        }
        emitFromField(code);
    }

    /** {@code what memory holds → value} */
    private void emitFromField(MethodVisitor code) {
        emitReverse(code);
        if (kind == Kind.REVERSED_VIEW) {
            Primitive.of(place.descriptor().charAt(0)).emitFromBits(code);
        }
    }

    /** {@code value → what memory holds} */
    private void emitToField(MethodVisitor code) {
        if (kind == Kind.REVERSED_VIEW) {
            Primitive.of(place.descriptor().charAt(0)).emitToBits(code);
        }
        emitReverse(code);
    }

    /** {@code → values}, each as the field's type; returns how many. */
    private int pushArguments(MethodVisitor code) {
        return pushArguments(code, () -> {});
    }

    private int pushArguments(MethodVisitor code, Runnable afterEach) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        int first = kind == Kind.OFFSET || kind.isOfArray() ? 3 : 2;
        int local = kind.isUnsafe() ? OBJECT + 3 : kind.isOfArray() ? INDEX + 1 : OBJECT + 1;
        for (int p = first; p < parameters.length; p++) {
            code.visitVarInsn(parameters[p].getOpcode(Opcodes.ILOAD), local);
            local += parameters[p].getSize();
            Primitive.of(place.descriptor().charAt(0))
                    .emitWidenFrom(code, parameters[p].getDescriptor().charAt(0));
            emitToField(code);
            afterEach.run();
        }
        return parameters.length - first;
    }

    /** Returns the value on the stack as what the call's place expects. */
    private void emitReturn(MethodVisitor code, Type made) {
        Type wanted = Type.getReturnType(descriptor);
        Primitive from = Primitive.of(made.getDescriptor().charAt(0));
        if (wanted.getSort() == Type.VOID) {
            code.visitInsn(Opcodes.RETURN);
        } else if (wanted.getSort() == Type.OBJECT) {
            from.emitBox(code);
            code.visitInsn(Opcodes.ARETURN);
        } else {
            Primitive to = Primitive.of(wanted.getDescriptor().charAt(0));
            to.emitWidenFrom(code, made.getDescriptor().charAt(0));
            code.visitInsn(to.opcode(Opcodes.IRETURN));
        }
    }
}
