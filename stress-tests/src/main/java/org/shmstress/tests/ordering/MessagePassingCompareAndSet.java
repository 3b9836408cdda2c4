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
 * Message passing where the flag is raised and taken by compare-and-set, as a mailbox of one letter does.
 *
 * <p>What can go wrong: (1, 0) means that a successful compare-and-set did not act as release in the writer or as
 * acquire in the reader.
 *
 * <p>Source: litmus test MP with read-modify-write of "Herding Cats"; memory effects of compareAndSet in {@link
 * java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description("Message passing, compare-and-set flag. A flag raised and taken by compare-and-set brings the data along.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The letter was taken and was empty.")
public class MessagePassingCompareAndSet {

    int data;
    final Slice flag = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        data = 1;
        flag.compareAndSetInt(0, 0, 1); // pairs with the compare-and-set in reader
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag.compareAndSetInt(0, 1, 2) ? 1 : 0;
        r.r2 = data;
    }
}
