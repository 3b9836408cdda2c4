package org.shmstress.lift;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What bytecode does with each primitive type. */
enum Primitive {
    BOOLEAN('Z', 1, "Byte", 'B'),
    BYTE('B', 1, "Byte", 'B'),
    SHORT('S', 2, "Short", 'S'),
    CHAR('C', 2, "Char", 'C'),
    INT('I', 4, "Int", 'I'),
    LONG('J', 8, "Long", 'J'),
    FLOAT('F', 4, "Float", 'F'),
    DOUBLE('D', 8, "Double", 'D');

    private static final String ACCESS = "org/shmstress/api/spi/SliceAccess";

    private final char descriptor;
    private final int sizeBytes;
    private final String accessName;
    private final char accessDescriptor;

    Primitive(char descriptor, int sizeBytes, String accessName, char accessDescriptor) {
        this.descriptor = descriptor;
        this.sizeBytes = sizeBytes;
        this.accessName = accessName;
        this.accessDescriptor = accessDescriptor;
    }

    static Primitive of(char descriptor) {
        for (Primitive primitive : values()) {
            if (primitive.descriptor == descriptor) {
                return primitive;
            }
        }
        throw new IllegalArgumentException("no primitive type has descriptor " + descriptor);
    }

    int sizeBytes() {
        return sizeBytes;
    }

    String descriptor() {
        return String.valueOf(descriptor);
    }

    /** Variable slots that a value takes. */
    int width() {
        return sizeBytes == 8 ? 2 : 1;
    }

    /** The opcode for this type, of the given int opcode such as ILOAD or IRETURN. */
    int opcode(int intOpcode) {
        return Type.getType(descriptor()).getOpcode(intOpcode);
    }

    /** First part of the name of the class with this type's read-modify-writes. */
    String operationsName() {
        return switch (this) {
            case BOOLEAN -> "Boolean";
            default -> accessName;
        };
    }

    /** {@code value of another type → value of this one}, for a type that widens to this one */
    void emitWidenFrom(MethodVisitor code, char from) {
        boolean isInt = "ZBSCI".indexOf(from) >= 0;
        int opcode = switch (this) {
            case LONG -> isInt ? Opcodes.I2L : Opcodes.NOP;
            case FLOAT -> isInt ? Opcodes.I2F : from == 'J' ? Opcodes.L2F : Opcodes.NOP;
            case DOUBLE -> isInt ? Opcodes.I2D : from == 'J' ? Opcodes.L2D : from == 'F' ? Opcodes.F2D : Opcodes.NOP;
            default -> Opcodes.NOP;
        };
        if (opcode != Opcodes.NOP) {
            code.visitInsn(opcode);
        }
    }

    /** {@code value → object} */
    void emitBox(MethodVisitor code) {
        String type = "java/lang/"
                + switch (this) {
                    case CHAR -> "Character";
                    case INT -> "Integer";
                    default -> operationsName();
                };
        code.visitMethodInsn(Opcodes.INVOKESTATIC, type, "valueOf", "(" + descriptor + ")L" + type + ";", false);
    }

    /** {@code access, region, address → value} */
    void emitGet(MethodVisitor code, String mode) {
        String signature = "(Ljava/lang/Object;J)" + accessDescriptor;
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ACCESS, "get" + accessName + mode, signature, false);
        emitNormalise(code);
    }

    /** {@code access, region, address, value → } */
    void emitPut(MethodVisitor code, String mode) {
        String signature = "(Ljava/lang/Object;J" + accessDescriptor + ")V";
        emitNormalise(code);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ACCESS, "put" + accessName + mode, signature, false);
    }

    /** A boolean is the lowest bit of its byte, whatever arithmetic made it. */
    private void emitNormalise(MethodVisitor code) {
        if (this == BOOLEAN) {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IAND);
        }
    }

    /**
     * {@code value → }, or with a jump {@code value → (long) (value + 1)} if that has no bit of the long variable's, of an integral
     * type.
     */
    void emitJumpIfSmall(MethodVisitor code, int notInCodes, Label small) {
        emitToRaw(code);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LADD);
        code.visitInsn(Opcodes.DUP2);
        code.visitVarInsn(Opcodes.LLOAD, notInCodes);
        code.visitInsn(Opcodes.LAND);
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFEQ, small);
        code.visitInsn(Opcodes.POP2);
    }

    /** {@code → 0} */
    void emitZero(MethodVisitor code) {
        code.visitInsn(
                switch (this) {
                    case LONG -> Opcodes.LCONST_0;
                    case FLOAT -> Opcodes.FCONST_0;
                    case DOUBLE -> Opcodes.DCONST_0;
                    default -> Opcodes.ICONST_0;
                });
    }

    /** The integral type of the same size. */
    Primitive bits() {
        return this == FLOAT ? INT : this == DOUBLE ? LONG : this;
    }

    /** {@code value → bits} */
    void emitToBits(MethodVisitor code) {
        if (this == DOUBLE) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
        } else if (this == FLOAT) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
        }
    }

    /** {@code bits → value} */
    void emitFromBits(MethodVisitor code) {
        if (this == DOUBLE) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
        } else if (this == FLOAT) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
        }
    }

    /** {@code value → value with its bytes in the other order}, of an integral type */
    void emitReverse(MethodVisitor code) {
        String type = "java/lang/"
                + switch (this) {
                    case CHAR -> "Character";
                    case INT -> "Integer";
                    default -> accessName;
                };
        if (sizeBytes > 1) {
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, type, "reverseBytes", "(" + descriptor + ")" + descriptor, false);
        }
    }

    /** {@code value → long with its bits} */
    void emitToRaw(MethodVisitor code) {
        emitToBits(code);
        if (bits() != LONG) {
            code.visitInsn(Opcodes.I2L);
        }
    }

    /** {@code long with a value's bits → value} */
    void emitFromRaw(MethodVisitor code) {
        if (bits() != LONG) {
            code.visitInsn(Opcodes.L2I);
        }
        emitFromBits(code);
    }
}
