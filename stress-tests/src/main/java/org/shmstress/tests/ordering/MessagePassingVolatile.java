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

/**
 * Message passing where the flag is a volatile field.
 *
 * <p>What can go wrong: (1, 0) means that a plain access crossed a volatile one in the direction that happens-before
 * forbids.
 *
 * <p>Source: litmus test MP of "Herding Cats"; the Java Language Specification, 17.4.5.
 */
@JCStressTest
@State
@Description(
        "Message passing, volatile flag. A reader that sees the volatile flag must see the data written before it.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "A volatile flag without the data written before it.")
public class MessagePassingVolatile {

    int data;
    volatile int flag;

    @Actor
    public void writer() {
        data = 1;
        flag = 1;
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = flag;
        r.r2 = data;
    }
}
