package org.shmstress.worker.errand;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;
import org.shmstress.worker.errand.Watched.Guard;

/**
 * Two processes send each other nonces of 64 bytes by loads and stores alone:
 *
 * <pre>
 *   offset  width  what              writer  reader  ordering
 *   0       8      number of request ping    pong    release, acquire
 *   8       8      where it lies     ping    pong    plain, published by the number
 *   128     8      number of reply   pong    ping    release, acquire
 *   136     8      where it lies     pong    ping    plain, published by the number
 *   4096    half   requests          ping    pong    plain, published by the number
 *   …       half   replies           pong    ping    plain, published by the number
 * </pre>
 */
final class Messages {

    private static final int REQUEST = 0;
    private static final int REPLY = 128;
    private static final int FIRST_BYTE = 4096;
    private static final int NONCE_LONGS = 8;
    private static final long KEY = 0x2545_f491_4f6c_dd1dL;
    private static final long SEED = 0x9e37_79b9_7f4a_7c15L;

    private static final int WARM_ROUNDS = 50;
    private static final long LAST = -1;
    private static final int POLLS_BEFORE_YIELD = 1 << 8;

    private final View view;
    private final long half;
    private final long patienceNanos;
    private final boolean calls;
    private final FileOutputStream sink;
    private long state;
    private long matched;
    private long given;

    private Messages(Area area, long patienceMillis, boolean calls, FileOutputStream sink, long seed) {
        this.view = area.view();
        this.half = (area.lengthBytes() - FIRST_BYTE) / 2;
        this.patienceNanos = Duration.ofMillis(patienceMillis).toNanos();
        this.calls = calls;
        this.sink = sink;
        this.state = seed;
    }

    /** Sends; a reply must be the request, changed by the key. */
    static Figures ping(Assignment sent) throws IOException, InterruptedException {
        return run(sent, true);
    }

    /** Answers. */
    static Figures pong(Assignment sent) throws IOException, InterruptedException {
        return run(sent, false);
    }

    private static Figures run(Assignment sent, boolean first) throws IOException, InterruptedException {
        long rounds = sent.number(1);
        boolean calls = sent.word(3).endsWith("calling");
        Guard guard = sent.word(3).startsWith("guarded") ? Guard.MESSAGES : Guard.NOTHING;
        try (FileOutputStream sink = new FileOutputStream("/dev/null")) {
            Messages messages = new Messages(sent.area(0), sent.number(2), calls, sink, SEED + rounds);
            Figures kernel = Watched.run(guard, messages.work(first, rounds));
            return Figures.of("rounds", messages.given)
                    .and("matched", messages.matched)
                    .andAll(kernel);
        }
    }

    private Watched.Work work(boolean first, long rounds) {
        return new Watched.Work() {
            @Override
            public void warmUp() {
                exchange(1, WARM_ROUNDS);
                matched = 0;
                given = 0;
            }

            @Override
            public void measured() {
                exchange(WARM_ROUNDS + 1, WARM_ROUNDS + rounds);
                if (first) {
                    access().putLongRelease(view.region(), view.at(REQUEST), LAST);
                }
            }

            private void exchange(long from, long to) {
                boolean goesOn = true;
                for (long number = from; number <= to && goesOn; number++) {
                    goesOn = first ? ask(number) : reply(number);
                    call();
                }
            }
        };
    }

    private boolean ask(long number) {
        long at = place(FIRST_BYTE);
        long nonce = next();
        for (int i = 0; i < NONCE_LONGS; i++) {
            access().putLong(view.region(), view.at(at + i * Long.BYTES), nonce + i);
        }
        given++;
        releaseMessage(REQUEST, number, at);
        if (!acquireNumber(REPLY, number)) {
            return false;
        }
        long back = access().getLong(view.region(), view.at(REPLY + Long.BYTES));
        boolean same = true;
        for (int i = 0; i < NONCE_LONGS; i++) {
            same &= access().getLong(view.region(), view.at(back + i * Long.BYTES)) == ((nonce + i) ^ KEY);
        }
        matched += same ? 1 : 0;
        return true;
    }

    private boolean reply(long number) {
        if (!acquireNumber(REQUEST, number)) {
            return false;
        }
        long from = access().getLong(view.region(), view.at(REQUEST + Long.BYTES));
        long at = place(FIRST_BYTE + half);
        for (int i = 0; i < NONCE_LONGS; i++) {
            long word = access().getLong(view.region(), view.at(from + i * Long.BYTES));
            access().putLong(view.region(), view.at(at + i * Long.BYTES), word ^ KEY);
        }
        given++;
        matched++;
        releaseMessage(REPLY, number, at);
        return true;
    }

    private SliceAccess access() {
        return view.access();
    }

    /** Pairs with {@link #acquireNumber} of the other side. */
    private void releaseMessage(int line, long number, long at) {
        access().putLong(view.region(), view.at(line + Long.BYTES), at);
        access().putLongRelease(view.region(), view.at(line), number);
    }

    /** Waits for that number; pairs with {@link #releaseMessage} of the other side. */
    private boolean acquireNumber(int line, long number) {
        long start = System.nanoTime();
        for (int polls = 1; ; polls++) {
            long seen = access().getLongAcquire(view.region(), view.at(line));
            if (seen == number) {
                return true;
            } else if (seen == LAST) {
                return false;
            } else if (polls % POLLS_BEFORE_YIELD != 0) {
                Thread.onSpinWait();
            } else if (System.nanoTime() - start > patienceNanos) {
                return false;
            } else {
                Thread.yield(); // there may be fewer CPUs than processes
            }
        }
    }

    /** Somewhere in a half, at any multiple of a long's size. */
    private long place(long from) {
        long longs = half / Long.BYTES - NONCE_LONGS;
        return from + Long.remainderUnsigned(next(), longs) * Long.BYTES;
    }

    private long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /** What the claim says is not needed; a control does it. */
    private void call() {
        if (calls) {
            try {
                sink.write(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
