package org.shmstress.segment;

import java.util.Locale;

/** The way by which Java code reaches the bytes of a mapped segment. A worker JVM uses one path for all its life. */
public enum AccessPath {
    /** A direct {@code ByteBuffer}: plain access by its methods, other modes by view VarHandles. */
    BYTE_BUFFER,
    /** {@code jdk.internal.misc.Unsafe} on raw addresses: every mode at every width. */
    UNSAFE,
    /** {@code java.lang.foreign}, JDK 22 and later. */
    FFM,
    /** JNA's {@code Pointer}: plain access only, each a native call. */
    JNA;

    /** The first version whose {@code java.lang.foreign} is final; on 19 to 21 it is a preview of another shape. */
    public static final int FIRST_WITH_FFM = 22;

    /** Whether a JDK of that feature version has the path. */
    public boolean isOn(int feature) {
        return this != FFM || feature >= FIRST_WITH_FFM;
    }

    /** The name on the command line and in records: lower case with dashes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
