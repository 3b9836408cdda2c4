package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;

/**
 * Counts raw outcomes exactly: small ones in {@link OutcomeSink#packed}, moved here at each flush, all others in an
 * open-addressing table keyed by the result words. Neither way allocates, but for an outcome that was never seen before.
 */
final class Tally extends OutcomeSink {

    /** A test with more outcomes than this has a random result, which no outcome table can judge. */
    private static final int MAX_OUTCOMES = 1 << 16;

    private final LiftedTest test;
    private final int settings;
    private final List<String> wanted;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Entry[] table = new Entry[64];
    private long seenMask;

    Tally(LiftedTest test, int settings, List<String> wanted) {
        super(test.results().length());
        this.test = test;
        this.settings = settings;
        this.wanted = wanted;
    }

    /** One raw outcome and its counts. */
    private static final class Entry {
        final long[] words;
        final long[] bySetting;
        long pending;
        long firstSeenNanos = -1;
        String text = "";

        Entry(long[] words, int settings) {
            this.words = words;
            this.bySetting = new long[settings];
        }
    }

    @Override
    public void exact() {
        entry().pending++;
    }

    /** The entry for {@link #words}. */
    private Entry entry() {
        int mask = table.length - 1;
        int slot = hash(words) & mask;
        for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
            if (Arrays.equals(entry.words, words)) {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
        return insert(slot);
    }

    private Entry insert(int slot) {
        if (entries.size() >= MAX_OUTCOMES) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    test.getClass().getName() + " has more than " + MAX_OUTCOMES + " different outcomes");
        }
        Entry entry = new Entry(words.clone(), settings);
        entries.add(entry);
        table[slot] = entry;
        if (entries.size() * 2 > table.length) {
            grow();
        }
        return entry;
    }

    private void grow() {
        table = new Entry[table.length * 2];
        int mask = table.length - 1;
        for (Entry entry : entries) {
            int slot = hash(entry.words) & mask;
            while (table[slot] != null) {
                slot = (slot + 1) & mask;
            }
            table[slot] = entry;
        }
    }

    private static int hash(long[] words) {
        long mixed = 0;
        for (long word : words) {
            mixed = (mixed ^ word) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        return (int) (mixed >>> 32);
    }

    /** Credits all that was counted since the last flush to one setting. */
    void flush(int setting, long nanosSinceStart) {
        flushPacked();
        for (Entry entry : entries) {
            if (entry.pending > 0) {
                entry.bySetting[setting] += entry.pending;
                entry.pending = 0;
                if (entry.firstSeenNanos < 0) {
                    see(entry, nanosSinceStart);
                }
            }
        }
    }

    private void see(Entry entry, long nanosSinceStart) {
        entry.firstSeenNanos = nanosSinceStart;
        entry.text = test.render(entry.words);
        int index = wanted.indexOf(entry.text);
        if (index >= 0) {
            seenMask |= 1L << index;
        }
    }

    private void flushPacked() {
        for (int index = 0; index < LANE_SIZE; index++) {
            long count = 0;
            for (int at = index; at < packed.length; at += LANE_SIZE) {
                count += packed[at];
                packed[at] = 0;
            }
            if (count > 0) {
                unpack(index);
                entry().pending += count;
            }
        }
    }

    private void unpack(int index) {
        int bits = packedBits(words.length);
        int rest = index;
        for (int f = words.length - 1; f >= 0; f--) {
            words[f] = (rest & ((1L << bits) - 1)) - 1;
            rest >>>= bits;
        }
    }

    /** Bit i is set once the i-th wanted outcome was seen. */
    long seenMask() {
        return seenMask;
    }

    /** What was flushed so far, most frequent first. Raw outcomes that print alike are one outcome. */
    List<OutcomeTally> report() {
        Map<String, OutcomeTally> byText = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.firstSeenNanos >= 0) {
                byText.merge(entry.text, tally(entry), Tally::sum);
            }
        }
        return byText.values().stream()
                .sorted(Comparator.comparingLong(OutcomeTally::count).reversed().thenComparing(OutcomeTally::outcome))
                .toList();
    }

    private static OutcomeTally tally(Entry entry) {
        List<Long> bySetting = Arrays.stream(entry.bySetting).boxed().toList();
        return new OutcomeTally(entry.text, Arrays.stream(entry.bySetting).sum(), entry.firstSeenNanos, bySetting);
    }

    private static OutcomeTally sum(OutcomeTally a, OutcomeTally b) {
        List<Long> bySetting = new ArrayList<>();
        for (int s = 0; s < a.countBySetting().size(); s++) {
            bySetting.add(a.countBySetting().get(s) + b.countBySetting().get(s));
        }
        return new OutcomeTally(
                a.outcome(),
                a.count() + b.count(),
                Math.min(a.firstSeenNanos(), b.firstSeenNanos()),
                List.copyOf(bySetting));
    }
}
