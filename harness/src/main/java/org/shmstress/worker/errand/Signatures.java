package org.shmstress.worker.errand;

import java.util.List;

/**
 * Loads the classes that signatures of the JDK's access to buffers name. A JVM does so when it has such a method compiled, on the thread that
 * called it once too often, and reads a class that is in no archive from the file of the JDK: a system call that a guarded thread must not
 * make, at a moment that nobody can foretell. Reflection over a class loads what its signatures name.
 */
final class Signatures {

    private static final List<String> ON_THE_WAY_TO_BUFFERS = List.of(
            "java.nio.Buffer",
            "java.nio.ByteBuffer",
            "java.nio.MappedByteBuffer",
            "java.nio.DirectByteBuffer",
            "java.lang.invoke.VarHandleByteArrayAsLongs$ByteBufferHandle",
            "java.lang.invoke.VarHandleByteArrayAsInts$ByteBufferHandle",
            "jdk.internal.misc.ScopedMemoryAccess");

    private Signatures() {}

    /** How many methods and constructors there are whose signatures are known now. */
    static int load() {
        int known = 0;
        for (String name : ON_THE_WAY_TO_BUFFERS) {
            try {
                Class<?> type = Class.forName(name, false, null);
                known += type.getDeclaredMethods().length + type.getDeclaredConstructors().length;
            } catch (ClassNotFoundException otherwiseNamed) {
                continue; // a JDK that goes another way
            }
        }
        return known;
    }
}
