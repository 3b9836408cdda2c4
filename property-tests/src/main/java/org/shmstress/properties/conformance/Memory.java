package org.shmstress.properties.conformance;

import java.util.List;
import org.shmstress.properties.conformance.memory.MemoryRows;

/** Which classes check rows about mappings, processes and memory. */
final class Memory {

    static final List<Class<?>> CLASSES = MemoryRows.CLASSES;

    private Memory() {}
}
