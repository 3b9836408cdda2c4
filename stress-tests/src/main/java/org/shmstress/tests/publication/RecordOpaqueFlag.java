package org.shmstress.tests.publication;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
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
 * One actor fills a record of three fields and raises an opaque flag; the other reads the record if the flag is up.
 *
 * <p>What can go wrong: the reader finds the flag up and fields that are still zero. An opaque flag arrives in the
 * end, but brings nothing along.
 *
 * <p>Source: unsafe publication, Goetz et al., "Java Concurrency in Practice", 3.5; opaque mode as in Lea, "Using JDK
 * 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("Record, opaque flag. A record published by an opaque flag may be seen before its fields are there.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not published yet; the record was not read.")
@Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "Published, all three fields are there.")
@Outcome(
        id = {"1, 0", "1, 1", "1, 2"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "Published, but not all fields are there.")
@Outcome(expect = FORBIDDEN, desc = "A reader that broke its own rules.")
public class RecordOpaqueFlag {

    int quantity;
    long price;
    double weight;
    final Slice published = Slice.of(4, 4, 0);

    @Actor
    public void publisher() {
        quantity = 7;
        price = 1_000_000_007L;
        weight = 0.5;
        published.putIntOpaque(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        int seen = published.getIntOpaque(0);
        int fields = 0;
        if (seen == 1) {
            fields += quantity == 7 ? 1 : 0;
            fields += price == 1_000_000_007L ? 1 : 0;
            fields += weight == 0.5 ? 1 : 0;
        }
        r.r1 = seen;
        r.r2 = fields;
    }
}
