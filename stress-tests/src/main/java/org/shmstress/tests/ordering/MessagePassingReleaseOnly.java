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
 * Message passing where the writer releases and the reader does not acquire.
 *
 * <p>What can go wrong: the reader's loads are not ordered, so it may read the data early; the flag is seen, the data
 * is not.
 *
 * <p>Source: litmus test MP with one barrier (MP+lwsync+po) of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "Message passing, release without acquire. Half a guard is none: without acquire the reader may read the data early.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The reader loaded the data before the flag.")
public class MessagePassingReleaseOnly {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        flag.putIntRelease(0, 1); // nothing acquires it: that is the point
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.getIntOpaque(0);
        r.r2 = data;
    }
}
