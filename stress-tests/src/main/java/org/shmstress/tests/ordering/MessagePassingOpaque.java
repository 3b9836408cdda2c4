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
 * Message passing where the flag is opaque: it will be seen in the end, but orders nothing.
 *
 * <p>What can go wrong: the plain data moves across the opaque flag, in the compiler or in the processor; the flag is
 * seen, the data is not.
 *
 * <p>Source: litmus test MP of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description(
        "Message passing, opaque flag. An opaque flag orders no other variable: a reader that sees it may still read old data.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "The flag is up, the data is old: an opaque flag does not order the data.")
public class MessagePassingOpaque {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        flag.putIntOpaque(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.getIntOpaque(0);
        r.r2 = data;
    }
}
