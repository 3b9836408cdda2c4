package org.shmstress.properties.conformance;

import java.util.List;

/** Which classes check rows about mappings, processes and memory. */
final class Memory {

    static final List<Class<?>> CLASSES = List.of();

    private Memory() {}
}
