package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Coherence of a load after a store of the same actor, on a plain field, while another actor stores.
 *
 * <p>What can go wrong: the load returns the other actor's value, yet the own, earlier value is the last one in
 * memory: store and load changed places. Plain variables allow it.
 *
 * <p>Source: litmus test CoWR of "Herding Cats"; the Java Language Specification, 17.4.5.
 */
@JCStressTest
@State
@Description(
        "Coherence, write-read, plain. A load after an own store may see a value that was overwritten by that very store.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw its own actor's store, which was the last.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The load saw its own actor's store; the other one came later.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The other store came between, and was the last.")
@Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "The load saw a value older than its own actor's store.")
public class CoherenceWriteRead {

    int x;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = x;
    }

    @Actor
    public void actor2() {
        x = 2;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x;
    }
}
