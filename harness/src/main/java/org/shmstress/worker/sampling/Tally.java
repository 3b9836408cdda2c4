package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.Setting;

/**
 * Counts raw outcomes exactly: small ones in {@link OutcomeSink#packed}, moved here at each flush, all others in an
 * open-addressing table keyed by the result words. Neither way allocates, but for an outcome that was never seen before.
 */
final class Tally extends OutcomeSink {

    /** A test with more outcomes than this has a random result, which no outcome table can judge. */
    private static final int MAX_OUTCOMES = 1 << 16;

    private final LiftedTest test;
    private final List<String> wanted;
    private final List<Pattern> targets;
    private final long[] sliceCounts = new long[Explorer.TRACKED];
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Entry[] table = new Entry[64];
    private long seenMask;
    private long targetMask;

    /**
     * A tally without counts.
     *
     * @param wanted outcomes that {@link #seenMask} tells of
     * @param targets regular expressions of outcomes that {@link #targetMask} tells of
     */
    Tally(LiftedTest test, List<String> wanted, List<String> targets) {
        super(test.results().length());
        this.test = test;
        this.wanted = wanted;
        this.targets = targets.stream().map(Pattern::compile).toList();
    }

    /** One raw outcome and its counts. */
    private static final class Entry {
        final long[] words;
        long pending;
        long count;
        long warmCount;
        long firstSeenNanos = -1;
        double bestPerSecond;

        @Nullable
        Setting best;

        String text = "";

        Entry(long[] words) {
            this.words = words;
        }

        void credit(Setting setting, boolean isWarm, long tookNanos) {
            count += pending;
            warmCount += isWarm ? pending : 0;
            double perSecond = pending * 1e9 / tookNanos;
            if (perSecond > bestPerSecond) {
                bestPerSecond = perSecond;
                best = setting;
            }
            pending = 0;
        }

        OutcomeTally tally() {
            String setting = best == null ? "" : best.describe();
            return new OutcomeTally(text, count, warmCount, firstSeenNanos, setting, bestPerSecond);
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
        Entry entry = new Entry(words.clone());
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

    /**
     * Credits all that was counted since the last flush to one slice.
     *
     * @param setting under which it was counted
     * @param isWarm whether that was after the warm-up
     * @param nowNanos when the slice ended, in nanoseconds since sampling began
     * @param tookNanos how long it took
     */
    void flush(Setting setting, boolean isWarm, long nowNanos, long tookNanos) {
        flushPacked();
        for (int e = 0; e < entries.size(); e++) {
            Entry entry = entries.get(e);
            if (e < sliceCounts.length) {
                sliceCounts[e] = entry.pending;
            }
            if (entry.pending > 0) {
                entry.credit(setting, isWarm, Math.max(1, tookNanos));
                if (entry.firstSeenNanos < 0) {
                    see(e, nowNanos);
                }
            }
        }
    }

    private void see(int index, long nowNanos) {
        Entry entry = entries.get(index);
        entry.firstSeenNanos = nowNanos;
        entry.text = test.render(entry.words);
        int wish = wanted.indexOf(entry.text);
        if (wish >= 0) {
            seenMask |= 1L << wish;
        }
        if (index < sliceCounts.length
                && targets.stream().anyMatch(t -> t.matcher(entry.text).matches())) {
            targetMask |= 1L << index;
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

    /** Bit i is set if the i-th outcome in order of appearance is a target. */
    long targetMask() {
        return targetMask;
    }

    /** What the last slice showed of each of the first {@link Explorer#TRACKED} outcomes. Overwritten by the next flush. */
    long[] sliceCounts() {
        return sliceCounts;
    }

    /** What was flushed so far, most frequent first. Raw outcomes that print alike are one outcome. */
    List<OutcomeTally> report() {
        Map<String, OutcomeTally> byText = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.firstSeenNanos >= 0) {
                byText.merge(entry.text, entry.tally(), OutcomeTally::sum);
            }
        }
        return byText.values().stream()
                .sorted(Comparator.comparingLong(OutcomeTally::count).reversed().thenComparing(OutcomeTally::outcome))
                .toList();
    }
}
