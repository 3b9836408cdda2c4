package org.shmstress.lift;

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
        boolean isUpdate = kind == Kind.UPDATER;
        if (isUpdate || operation.startsWith("getAnd") || operation.contains("ompareAnd")) {
            push(code, placing);
            if (isUpdate) {
                emitUpdate(code);
            } else {
                emitReadModifyWrite(code);
            }
            return;
        }
        Placing.pushAccess(code);
        push(code, placing);
        if (operation.startsWith("get")) {
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

    private void emitReadModifyWrite(MethodVisitor code) {
        int values = pushArguments(code);
        boolean isFlag = operation.contains("ompareAndSet");
        Type made = isFlag ? Type.BOOLEAN_TYPE : Type.getType(place.descriptor());
        String bits = field().descriptor();
        String target = "(Ljava/lang/Object;J" + bits.repeat(values) + ")" + (isFlag ? "Z" : bits);
        String owner = String.format(OPERATIONS, field().operationsName());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, strongEnough(), target, false);
        if (!isFlag) {
            emitFromField(code);
        }
        emitReturn(code, made);
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

    /** The operations that stand-ins have: where a weaker one is missing, the next stronger one. */
    private String strongEnough() {
        String suffixless = operation.replaceAll("(Acquire|Release|Plain)$", "");
        if (operation.startsWith("getAnd")) {
            return suffixless;
        }
        boolean hasAll = field() == Primitive.INT || field() == Primitive.LONG;
        return hasAll ? operation : suffixless.replace("weakC", "c");
    }

    /** {@code → values}, each as the field's type; returns how many. */
    private int pushArguments(MethodVisitor code) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        int first = kind == Kind.OFFSET || kind.isOfArray() ? 3 : 2;
        int local = kind.isUnsafe() ? OBJECT + 3 : kind.isOfArray() ? INDEX + 1 : OBJECT + 1;
        for (int p = first; p < parameters.length; p++) {
            code.visitVarInsn(parameters[p].getOpcode(Opcodes.ILOAD), local);
            local += parameters[p].getSize();
            Primitive.of(place.descriptor().charAt(0))
                    .emitWidenFrom(code, parameters[p].getDescriptor().charAt(0));
            emitToField(code);
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
