package org.shmstress.posix;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls functions of the C library by name, for those who want to see what any of them returns. */
public final class NativeCall {

    /** Where functions live that glibc before 2.34 had not yet moved into libc. */
    private static final List<String> LIBRARIES = List.of("c", "pthread", "rt");

    private static final Map<String, Function> FUNCTIONS = new ConcurrentHashMap<>();

    private NativeCall() {}

    /**
     * What a call came to.
     *
     * @param value what it returned, with its sign
     * @param errno number of the error that it left in errno, whether it failed or not
     */
    public record Result(long value, int errno) {}

    /**
     * Calls a function with arguments that are all passed as a machine word each, as integers and pointers are.
     *
     * @param wide whether it returns 64 bits; of an {@code int} only the lower 32 are defined
     * @param arguments a {@link Long} each, or a {@link String} that is passed as bytes ended by NUL
     * @throws UnsatisfiedLinkError if this C library has no such function
     */
    public static Result invoke(String name, boolean wide, List<Object> arguments) {
        Function function = FUNCTIONS.computeIfAbsent(name, NativeCall::function);
        long value = function.invokeLong(arguments.toArray());
        int errno = Native.getLastError();
        return new Result(wide ? value : (int) value, errno);
    }

    private static Function function(String name) {
        UnsatisfiedLinkError missing = new UnsatisfiedLinkError("the C library has no function " + name);
        for (String library : LIBRARIES) {
            try {
                return NativeLibrary.getInstance(library).getFunction(name);
            } catch (UnsatisfiedLinkError e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }
}
