package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.shmstress.api.Slice;

/**
 * One actor copies a cache line's worth of bytes in, the other copies it out.
 *
 * <p>What can go wrong: a bulk copy is many accesses, in units that the access path chooses, so the reader may get a
 * block that is partly new. One cache line is no unit of atomicity.
 *
 * <p>Source: {@link java.nio.ByteBuffer#put(int, byte[], int, int)}, which promises nothing about concurrent access.
 */
@JCStressTest
@State
@Description(
        "Bulk copy of a line. A block of 64 bytes copied in while another actor copies it out may be seen half done.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the copy.")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "After the copy.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "In the middle of the copy.")
@Outcome(expect = FORBIDDEN, desc = "Bytes that nobody stored.")
public class BulkCopy {

    final Slice block = Slice.of(64, 64, 0);

    @Actor
    public void writer() {
        byte[] news = new byte[64];
        Arrays.fill(news, Bytes.NEW_BYTE);
        block.copyFrom(0, news, 0, news.length);
    }

    @Actor
    public void reader(I_Result r) {
        byte[] seen = new byte[64];
        block.copyTo(0, seen, 0, seen.length);
        r.r1 = Bytes.state(seen);
    }
}
