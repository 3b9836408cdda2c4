package org.shmstress.api.spi;

/**
 * Where the state object under construction keeps its primitive fields. A lifted constructor asks it first of all, even
 * before its superclass's constructor runs.
 *
 * <p>Each thread has a placement of its own, so that several actors may construct in one process. It costs no sample anything: a
 * constructor runs for the test's initial values only.
 */
public final class StatePlacement {

    private record Place(Object region, long[] addresses) {}

    private static final ThreadLocal<Place> CURRENT = new ThreadLocal<>();

    private StatePlacement() {}

    /** States that this thread makes from now on keep primitive field {@code p} at {@code addresses[p]}. */
    public static void place(Object memory, long[] fieldAddresses) {
        CURRENT.set(new Place(memory, fieldAddresses.clone()));
    }

    /** The memory, in the access path's terms. */
    public static Object region() {
        return current().region;
    }

    /** Address of primitive field {@code place}. */
    public static long at(int place) {
        return current().addresses[place];
    }

    private static Place current() {
        Place place = CURRENT.get();
        if (place == null) {
            throw new IllegalStateException(
                    "a test's state was made outside of the engine's constructions, e.g. by an actor");
        }
        return place;
    }
}
