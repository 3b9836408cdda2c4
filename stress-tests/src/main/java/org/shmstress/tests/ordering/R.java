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
 * One actor stores data, then a flag; the other overwrites the flag, then loads the data; all plain fields.
 *
 * <p>What can go wrong: the second actor's flag is the last, so the first actor had finished before it, yet the data
 * is not seen. The second actor's load overtook its store, as x86-64's store buffer lets it.
 *
 * <p>Source: litmus test R of "Herding Cats"; plain accesses in the Java Language Specification, 17.4.5.
 */
@JCStressTest
@State
@Description("R, plain. An actor may overwrite a flag and still not see the data stored before that flag.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The load came early; the first actor's flag is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw the data; the first actor's flag is the last.")
@Outcome(
        id = "1, 2",
        expect = ACCEPTABLE,
        desc = "The first actor ran before the load; the second actor's flag is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE_INTERESTING, desc = "The load overtook the store before it.")
public class R {

    int x;
    int y;

    @Actor
    public void actor1() {
        x = 1;
        y = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        y = 2;
        r.r1 = x;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = y;
    }
}
