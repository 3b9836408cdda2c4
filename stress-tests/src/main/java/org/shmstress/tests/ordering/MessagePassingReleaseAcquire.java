package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Message passing where the flag is stored with release and loaded with acquire.
 *
 * <p>What can go wrong: (1, 0) means that the data left after the flag, or was read before it, though release and
 * acquire exist to forbid just that.
 *
 * <p>Source: litmus test MP with release and acquire of "Herding Cats"; Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("Message passing, release/acquire flag. A release store read by an acquire load brings the data along.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "An acquired flag without the data that was released with it.")
public class MessagePassingReleaseAcquire {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        flag.putIntRelease(0, 1); // pairs with the acquire in reader
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.getIntAcquire(0);
        r.r2 = data;
    }
}
