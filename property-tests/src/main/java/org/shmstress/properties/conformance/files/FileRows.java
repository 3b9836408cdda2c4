package org.shmstress.properties.conformance.files;

import java.util.List;

/** Which classes check rows about names, descriptors, files and locks on them. */
public final class FileRows {

    public static final List<Class<?>> CLASSES = List.of(
            ShmOpen.class,
            ShmOpenRefusals.class,
            ShmUnlink.class,
            Ftruncate.class,
            FtruncateEdges.class,
            Fallocate.class,
            CloseAndDup.class,
            StatAndMode.class,
            Tmpfs.class,
            TmpfsMemory.class,
            RecordLocks.class,
            OtherLocks.class,
            MemoryFiles.class,
            Seals.class);

    private FileRows() {}
}
