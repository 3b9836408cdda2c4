package org.shmstress.api;

/** Names steps of a {@link SharedObject}, for reports about a death in its middle. */
public final class Crash {

    private Crash() {}

    /**
     * Names the next shared access: {@code Crash.here("linked, not yet counted")} before it says where a worker that was killed
     * there had come to. Without a name a step is called after its method and number. Costs nothing where no fault is injected.
     *
     * @param state what is so at this point; a constant string
     */
    public static void here(String state) {}
}
