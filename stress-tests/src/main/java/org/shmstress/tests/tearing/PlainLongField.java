package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One actor overwrites a plain long field, the other loads it.
 *
 * <p>What can go wrong: the load returns half of each value. The language lets a JVM split a long that is not
 * volatile; 64-bit JVMs do not, but a program that relies on it is not portable.
 *
 * <p>Source: the Java Language Specification, 17.7.
 */
@JCStressTest
@State
@Description("Plain long field. The language allows that a plain long is seen in two halves.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "A torn value, as the language allows.")
@Outcome(expect = FORBIDDEN, desc = "Bytes that nobody stored.")
public class PlainLongField {

    long value;

    @Actor
    public void writer() {
        value = Bytes.NEW_LONG;
    }

    @Actor
    public void reader(I_Result r) {
        r.r1 = Bytes.state(value, 0, 8);
    }
}
