package org.shmstress.worker.operations;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.protocol.OperationShape;

/**
 * Calls operations with arguments and results as longs, so that a call neither boxes nor allocates: an integer as itself, a boolean
 * as 0 or 1, an enum's constant as its ordinal, a floating-point number as its bits, no result as 0.
 */
final class Invoker {

    private static final MethodType LONGS =
            MethodType.methodType(long.class, Object.class, long.class, long.class, long.class);
    private static final MethodHandle FLOAT_BITS = conversion(Float.class, "floatToRawIntBits", int.class, float.class);
    private static final MethodHandle DOUBLE_BITS =
            conversion(Double.class, "doubleToRawLongBits", long.class, double.class);

    private final MethodHandle[] handles;
    private final String[][] exceptions;

    /** Operations of a class. */
    Invoker(Class<?> type, List<OperationShape> operations) {
        this.handles = new MethodHandle[operations.size()];
        this.exceptions = new String[operations.size()][];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = handle(type, operations.get(i));
            exceptions[i] = operations.get(i).exceptions().toArray(String[]::new);
        }
    }

    private static MethodHandle conversion(Class<?> type, String name, Class<?> result, Class<?> argument) {
        try {
            return MethodHandles.publicLookup().findStatic(type, name, MethodType.methodType(result, argument));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle handle(Class<?> type, OperationShape shape) {
        try {
            MethodType declared = MethodType.fromMethodDescriptorString(shape.descriptor(), type.getClassLoader());
            MethodHandle plain = MethodHandles.publicLookup().findVirtual(type, shape.name(), declared);
            MethodHandle encoded = withEnums(withResult(plain, declared.returnType()), declared);
            int missing = OperationShape.MAX_PARAMETERS - declared.parameterCount();
            MethodHandle padded = MethodHandles.dropArguments(
                    encoded, encoded.type().parameterCount(), java.util.Collections.nCopies(missing, long.class));
            return MethodHandles.explicitCastArguments(padded, LONGS);
        } catch (ReflectiveOperationException e) {
            throw new HarnessException(
                    "cannot call " + type.getName() + "." + shape.name() + shape.descriptor()
                            + ": the class and its operations must be public",
                    e);
        }
    }

    private static MethodHandle withResult(MethodHandle handle, Class<?> result) throws ReflectiveOperationException {
        if (result == float.class) {
            return MethodHandles.filterReturnValue(handle, FLOAT_BITS);
        } else if (result == double.class) {
            return MethodHandles.filterReturnValue(handle, DOUBLE_BITS);
        } else if (result.isEnum()) {
            MethodHandle ordinal = MethodHandles.publicLookup()
                    .findVirtual(Enum.class, "ordinal", MethodType.methodType(int.class))
                    .asType(MethodType.methodType(int.class, result));
            return MethodHandles.filterReturnValue(handle, ordinal);
        }
        return handle;
    }

    private static MethodHandle withEnums(MethodHandle handle, MethodType declared) {
        MethodHandle encoded = handle;
        for (int i = 0; i < declared.parameterCount(); i++) {
            Class<?> parameter = declared.parameterType(i);
            if (parameter.isEnum()) {
                MethodHandle constant =
                        MethodHandles.arrayElementGetter(parameter.arrayType()).bindTo(parameter.getEnumConstants());
                encoded = MethodHandles.filterArguments(encoded, i + 1, constant);
            }
        }
        return encoded;
    }

    /** Calls an operation; what it throws is thrown. */
    long call(int operation, Object object, long[] arguments) throws Throwable {
        return (long) handles[operation].invokeExact(
                object,
                arguments.length > 0 ? arguments[0] : 0L,
                arguments.length > 1 ? arguments[1] : 0L,
                arguments.length > 2 ? arguments[2] : 0L);
    }

    /** Index of the exception, or of an ancestor of it, among those that are outcomes of the operation; -1 if it is none. */
    int exception(int operation, Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            for (int i = 0; i < exceptions[operation].length; i++) {
                if (exceptions[operation][i].equals(type.getName())) {
                    return i;
                }
            }
        }
        return -1;
    }
}
