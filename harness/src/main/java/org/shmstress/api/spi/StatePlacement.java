package org.shmstress.api.spi;

/**
 * Where the state object under construction keeps its primitive fields. A lifted constructor asks it right after its
 * superclass's constructor has returned, before any field initialiser runs.
 *
 * <p>Used by one thread, the one that runs a worker's commands, and only between rounds: a constructor runs for the test's
 * initial values, never per sample.
 */
public final class StatePlacement {

    private static Object region = new Object();
    private static long[] addresses = {};

    private StatePlacement() {}

    /** States made from now on keep primitive field {@code p} at {@code addresses[p]}. */
    public static void place(Object memory, long[] fieldAddresses) {
        region = memory;
        addresses = fieldAddresses.clone();
    }

    /** The memory, in the access path's terms. */
    public static Object region() {
        return region;
    }

    /** Address of primitive field {@code place}. */
    public static long at(int place) {
        return addresses[place];
    }
}
