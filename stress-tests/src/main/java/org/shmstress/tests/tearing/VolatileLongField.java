package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One actor overwrites a volatile long field, the other loads it.
 *
 * <p>What can go wrong: the load returns half of each value, although volatile makes a long one on every JVM.
 *
 * <p>Source: the Java Language Specification, 17.7.
 */
@JCStressTest
@State
@Description("Volatile long field. A volatile long is read and written whole.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(expect = FORBIDDEN, desc = "A torn value, or bytes that nobody stored.")
public class VolatileLongField {

    volatile long value;

    @Actor
    public void writer() {
        value = Bytes.NEW_LONG;
    }

    @Actor
    public void reader(I_Result r) {
        r.r1 = Bytes.state(value, 0, 8);
    }
}
