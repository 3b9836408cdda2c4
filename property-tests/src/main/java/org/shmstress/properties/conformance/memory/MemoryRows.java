package org.shmstress.properties.conformance.memory;

import java.util.List;

/** Which classes check rows about mappings, processes and memory. */
public final class MemoryRows {

    public static final List<Class<?>> CLASSES = List.of(
            Mapping.class,
            MappingOnLinux.class,
            Unmapping.class,
            GuardedMemory.class,
            Protecting.class,
            Advising.class,
            Remapping.class,
            Locking.class,
            LockingMore.class,
            LockingAll.class,
            MappingFreedoms.class,
            Forking.class,
            Executing.class,
            FutexWaiting.class,
            FutexKeys.class,
            RobustLists.class,
            MemoryOrder.class);

    private MemoryRows() {}
}
