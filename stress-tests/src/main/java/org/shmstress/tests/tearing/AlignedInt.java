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
import org.shmstress.api.Slice;

/**
 * One actor overwrites an aligned int with a plain store, the other loads it.
 *
 * <p>What can go wrong: the load returns a part of the new value and a part of the old one. Aligned values of up to
 * eight bytes are read and written at once; a tear means that an access path copies by bytes or lost the alignment.
 *
 * <p>Source: the Java Language Specification, 17.7; plain modes of {@link
 * java.lang.invoke.MethodHandles#byteBufferViewVarHandle}.
 */
@JCStressTest
@State
@Description("Aligned int. An aligned int is read and written whole, also with plain access.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(expect = FORBIDDEN, desc = "A torn value, or bytes that nobody stored.")
public class AlignedInt {

    final Slice value = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        value.putInt(0, Bytes.NEW_INT);
    }

    @Actor
    public void reader(I_Result r) {
        r.r1 = Bytes.state(value.getInt(0), 0, 4);
    }
}
