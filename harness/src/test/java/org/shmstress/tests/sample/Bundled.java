package org.shmstress.tests.sample;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Lies where bundled tests lie, so that its id is short. */
@JCStressTest
@State
public class Bundled {
    int x;

    @Actor
    public void actor(I_Result r) {
        r.r1 = x;
    }

    /** A nested one. */
    @JCStressTest
    @State
    public static class Nested {
        volatile byte x;

        @Actor
        public void actor(I_Result r) {
            r.r1 = x;
        }
    }
}
