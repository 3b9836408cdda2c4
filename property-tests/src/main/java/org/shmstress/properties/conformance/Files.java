package org.shmstress.properties.conformance;

import java.util.List;

/** Which classes check rows about names, descriptors, files and locks on them. */
final class Files {

    static final List<Class<?>> CLASSES = List.of(ShmOpen.class);

    private Files() {}
}
