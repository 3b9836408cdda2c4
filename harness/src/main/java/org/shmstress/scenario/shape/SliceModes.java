package org.shmstress.scenario.shape;

import java.util.List;
import org.shmstress.api.spi.SliceAccess.Mode;

/** Which group of access modes a call on a Slice belongs to. */
public final class SliceModes {

    private static final List<String> ATOMIC_PREFIXES = List.of("compareAnd", "weakCompareAnd", "getAnd");
    private static final List<String> ORDERED_SUFFIXES = List.of("Opaque", "Acquire", "Release", "Volatile");

    private SliceModes() {}

    /** The group of the Slice method of that name; methods that access no memory count as plain. */
    public static Mode of(String method) {
        if (ATOMIC_PREFIXES.stream().anyMatch(method::startsWith)) {
            return Mode.ATOMIC;
        }
        if (ORDERED_SUFFIXES.stream().noneMatch(method::endsWith)) {
            return Mode.PLAIN;
        }
        return method.contains("Byte") ? Mode.ORDERED_BYTE : Mode.ORDERED;
    }
}
