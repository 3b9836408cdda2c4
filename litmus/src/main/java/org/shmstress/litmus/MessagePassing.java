package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Message passing on plain fields: data, then a flag.
 *
 * <p>Weak is {@code 1, 0}: the flag is up and the data is old. x86-64 does not do this, so what is seen there is the
 * compiler's doing.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader came before flag and data.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The data was there, the flag not yet.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was up and the data was there.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The flag is up, the data is old.")
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
