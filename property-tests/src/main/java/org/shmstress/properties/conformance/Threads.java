package org.shmstress.properties.conformance;

import java.util.List;

/** Which classes check rows about semaphores, mutexes and everything else that threads of processes wait at. */
final class Threads {

    static final List<Class<?>> CLASSES = List.of();

    private Threads() {}
}
