package org.shmstress.scenario.shape;

import org.objectweb.asm.Type;

/** Class names and types in an author's words. */
public final class Names {

    private Names() {}

    /** Binary name of an internal one. */
    public static String of(String internalName) {
        return internalName.replace('/', '.');
    }

    /** Internal name of a binary one. */
    public static String internal(String binaryName) {
        return binaryName.replace('.', '/');
    }

    /** Why a field of this type cannot lie in the segment. */
    public static String whyNot(String descriptor) {
        Type type = Type.getType(descriptor);
        String name = type.getClassName();
        if (name.equals("java.lang.invoke.VarHandle")) {
            return "VarHandles are followed only from static final fields";
        }
        if (name.endsWith("MappedByteBuffer")) {
            return "mapped buffers (" + name
                    + ") map a file of the test's own; those that allocate or allocateDirect makes are" + " shared";
        }
        return "object references (" + name + ") cannot be shared between processes";
    }
}
