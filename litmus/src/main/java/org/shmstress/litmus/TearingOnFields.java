package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.util.UnsafeHolder;
import sun.misc.Unsafe;

/**
 * What {@link Tearing} does, in stock jcstress's best form: the long lies over two int fields, on a border of four bytes, in a
 * state that is reset without allocating. Neighbouring objects are 24 bytes apart, so that one in eight crosses a cache line.
 *
 * <p>Weak are {@code 0, 1} and {@code 1, 0}. Only stock jcstress runs it: a field of a lifted class has an address of its own.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(
        id = {"0, 1", "1, 0"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "Torn: only one half has arrived.")
public class TearingOnFields {
    private static final long BOTH_HALVES = 0x1_0000_0001L;
    private static final Unsafe UNSAFE = UnsafeHolder.UNSAFE;
    private static final long OFFSET;

    static {
        try {
            OFFSET = UNSAFE.objectFieldOffset(TearingOnFields.class.getDeclaredField("low"));
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
        if (OFFSET % 8 != 4) {
            throw new ExceptionInInitializerError(
                    "the first field lies at " + OFFSET + ", not between borders of eight bytes");
        }
    }

    int low;
    int high;
    int filler;

    @Actor
    public void writer() {
        UNSAFE.putLong(this, OFFSET, BOTH_HALVES);
    }

    @Actor
    public void reader(II_Result r) {
        long seen = UNSAFE.getLong(this, OFFSET);
        r.r1 = (int) seen;
        r.r2 = (int) (seen >>> 32);
    }
}
