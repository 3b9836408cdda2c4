package org.shmstress.worker.errand;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.View;

/**
 * Records that one process changes from all zeros to all ones and back, and another one looks at: one that is neither was seen partly
 * written. They lie in slots of two cache lines; the writer goes up, the reader down, so that they meet in every pass.
 */
final class Records {

    private static final int SLOTS = 64;
    private static final int SLOT_BYTES = 128;
    private static final int RECORD_LONGS = 8;

    /** Eight bytes from here on lie in two cache lines. */
    private static final int ACROSS_LINES = 60;

    private static final long ONES = -1;
    private static final long NEITHER = 1;

    private final View view;
    private final Kind kind;

    /** What a record is, and how it is protected. */
    private enum Kind {
        ALIGNED,
        SPLIT,
        RECORD,
        SEQLOCK,
        SEQLOCK_BLIND;

        static Kind of(Assignment sent) {
            for (Kind kind : values()) {
                if (kind.name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-')
                        .equals(sent.word(1))) {
                    return kind;
                }
            }
            throw sent.unknown(1);
        }
    }

    private Records(View view, Kind kind) {
        this.view = view;
        this.kind = kind;
    }

    static Figures flip(Assignment sent) {
        Records records = new Records(sent.area(0).view(), Kind.of(sent));
        long end = System.nanoTime() + Duration.ofMillis(sent.number(2)).toNanos();
        long passes = 0;
        while (System.nanoTime() < end) {
            records.writePass(passes++ % 2 == 0 ? ONES : 0);
        }
        return Figures.of("changes", passes * SLOTS);
    }

    private void writePass(long pattern) {
        SliceAccess access = view.access();
        Object region = view.region();
        for (int slot = 0; slot < SLOTS; slot++) {
            long at = view.at((long) slot * SLOT_BYTES);
            switch (kind) {
                case ALIGNED -> access.putLong(region, at, pattern);
                case SPLIT -> access.putLong(region, at + ACROSS_LINES, pattern);
                case RECORD -> writeRecord(access, region, at, pattern);
                case SEQLOCK, SEQLOCK_BLIND -> {
                    long sequence = access.getLong(region, at);
                    access.putLongOpaque(region, at, sequence + 1);
                    VarHandle.storeStoreFence();
                    writeRecord(access, region, at + Long.BYTES, pattern);
                    access.putLongRelease(region, at, sequence + 2); // pairs with the acquire in readLocked
                }
            }
        }
        VarHandle.releaseFence();
    }

    private static void writeRecord(SliceAccess access, Object region, long at, long pattern) {
        for (int i = 0; i < RECORD_LONGS; i++) {
            access.putLong(region, at + (long) i * Long.BYTES, pattern);
        }
    }

    static Figures look(Assignment sent) {
        return new Records(sent.area(0).view(), Kind.of(sent))
                .look(Duration.ofMillis(sent.number(2)).toNanos());
    }

    private Figures look(long nanos) {
        long end = System.nanoTime() + nanos;
        long looks = 0;
        long mixed = 0;
        long changes = 0;
        long last = 0;
        while (System.nanoTime() < end) {
            for (int slot = SLOTS - 1; slot >= 0; slot--) {
                long seen = read(view.at((long) slot * SLOT_BYTES));
                looks++;
                mixed += seen == NEITHER ? 1 : 0;
                changes += seen == last ? 0 : 1;
                last = seen;
            }
            VarHandle.acquireFence();
        }
        return Figures.of("looks", looks).and("mixed", mixed).and("changes", changes);
    }

    /** The pattern, or that it is neither. */
    private long read(long at) {
        SliceAccess access = view.access();
        Object region = view.region();
        return switch (kind) {
            case ALIGNED -> pattern(access.getLong(region, at));
            case SPLIT -> pattern(access.getLong(region, at + ACROSS_LINES));
            case RECORD -> readRecord(access, region, at);
            case SEQLOCK -> readLocked(access, region, at);
            case SEQLOCK_BLIND -> readRecord(access, region, at + Long.BYTES);
        };
    }

    private static long pattern(long value) {
        return value == 0 || value == ONES ? value : NEITHER;
    }

    private static long readRecord(SliceAccess access, Object region, long at) {
        long first = access.getLong(region, at);
        boolean same = true;
        for (int i = 1; i < RECORD_LONGS; i++) {
            same &= access.getLong(region, at + (long) i * Long.BYTES) == first;
        }
        return same ? pattern(first) : NEITHER;
    }

    /** Until the sequence was even and the same before and after; the writer never stops for long. */
    private static long readLocked(SliceAccess access, Object region, long at) {
        while (true) {
            long before = access.getLongAcquire(region, at);
            long seen = readRecord(access, region, at + Long.BYTES);
            VarHandle.loadLoadFence();
            if (before % 2 == 0 && access.getLongOpaque(region, at) == before) {
                return seen;
            }
            Thread.onSpinWait();
        }
    }
}
