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

/**
 * Message passing with plain fields: one actor writes data, then a flag; the other reads the flag, then the data.
 *
 * <p>What can go wrong: the flag is seen, the data is not. x86-64 keeps stores in order and loads in order, but a
 * compiler may swap either pair, and other processors do so themselves.
 *
 * <p>Source: litmus test MP of "Herding Cats"; on plain variables the Java memory model allows all four outcomes.
 */
@JCStressTest
@State
@Description(
        "Message passing, plain flag. Data, then a flag: a reader that sees the plain flag may still read old data.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before the flag and the data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "The flag is up, the data is old: stores or loads were swapped.")
public class MessagePassing {

    int data;
    int flag;

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
