package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Message passing where the reader acquires and the writer does not release.
 *
 * <p>What can go wrong: the writer's stores are not ordered, so the flag may leave first; the flag is seen, the data
 * is not.
 *
 * <p>Source: litmus test MP with one barrier (MP+po+ctrlisync) of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "Message passing, acquire without release. Half a guard is none: without release the flag may leave before the data.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The writer's flag left before its data.")
public class MessagePassingAcquireOnly {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        flag.putIntOpaque(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.getIntAcquire(0); // nothing releases to it: that is the point
        r.r2 = data;
    }
}
