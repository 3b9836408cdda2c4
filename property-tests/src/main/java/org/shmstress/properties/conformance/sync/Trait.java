package org.shmstress.properties.conformance.sync;

/** What a mutex is made with beside being process-shared. */
enum Trait {
    /** Not process-shared after all. */
    PRIVATE("pshared", Numbers.PRIVATE),
    ROBUST("robust", Numbers.ROBUST),
    RECURSIVE("type", Numbers.RECURSIVE),
    ERROR_CHECKING("type", Numbers.ERROR_CHECKING),
    INHERIT("protocol", Numbers.INHERIT);

    private final String attribute;
    private final int value;

    Trait(String attribute, int value) {
        this.attribute = attribute;
        this.value = value;
    }

    String setter() {
        return "pthread_mutexattr_set" + attribute;
    }

    int value() {
        return value;
    }
}
