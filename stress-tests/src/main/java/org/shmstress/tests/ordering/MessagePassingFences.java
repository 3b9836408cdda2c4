package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Message passing with an opaque flag between a release fence and an acquire fence.
 *
 * <p>What can go wrong: (1, 0) means that an access crossed its fence, in the compiler or in the processor.
 *
 * <p>Source: litmus test MP with fences of "Herding Cats"; {@link VarHandle#releaseFence()} and {@link
 * VarHandle#acquireFence()}.
 */
@JCStressTest
@State
@Description(
        "Message passing, release and acquire fences. Fences around an opaque flag order the data as a release/acquire flag would.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "An access crossed its fence.")
public class MessagePassingFences {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        VarHandle.releaseFence(); // pairs with the acquire fence in reader
        flag.putIntOpaque(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.getIntOpaque(0);
        VarHandle.acquireFence();
        r.r2 = data;
    }
}
