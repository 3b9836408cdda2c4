package org.shmstress.posixmodel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of an object, zero where nothing was written. Immutable; only what was written takes room, so that an object of a
 * terabyte costs nothing.
 */
final class Contents {

    /** Granule of the sparse map; has nothing to do with the machine's pages. */
    private static final int GRANULE = 4096;

    private static final byte[] NOTHING = new byte[GRANULE];

    static final Contents ZERO = new Contents(Map.of());

    /** Arrays in it are never changed once they are in. */
    private final Map<Long, byte[]> granules;

    private Contents(Map<Long, byte[]> granules) {
        this.granules = granules;
    }

    byte[] read(long offset, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int at = (int) ((offset + done) % GRANULE);
            int part = Math.min(GRANULE - at, length - done);
            byte[] granule = granules.get((offset + done) / GRANULE);
            if (granule != null) {
                System.arraycopy(granule, at, bytes, done, part);
            }
            done += part;
        }
        return bytes;
    }

    Contents write(long offset, byte[] bytes) {
        Map<Long, byte[]> changed = new HashMap<>(granules);
        for (int done = 0; done < bytes.length; ) {
            int at = (int) ((offset + done) % GRANULE);
            int part = Math.min(GRANULE - at, bytes.length - done);
            byte[] granule = changed.getOrDefault((offset + done) / GRANULE, new byte[GRANULE])
                    .clone();
            System.arraycopy(bytes, done, granule, at, part);
            changed.put((offset + done) / GRANULE, granule);
            done += part;
        }
        return new Contents(changed);
    }

    /** Zero from the given offset on. */
    Contents cutAt(long offset) {
        Map<Long, byte[]> kept = new HashMap<>();
        granules.forEach((number, bytes) -> {
            long keep = Math.min(GRANULE, offset - number * GRANULE);
            if (keep > 0) {
                kept.put(number, Arrays.copyOf(Arrays.copyOf(bytes, (int) keep), GRANULE));
            }
        });
        return new Contents(kept);
    }

    /** By their bytes: whether a granule of zeroes is kept or not makes no difference. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Contents c && covers(c) && c.covers(this);
    }

    private boolean covers(Contents other) {
        return granules.entrySet().stream()
                .allMatch(e -> Arrays.equals(e.getValue(), other.granules.getOrDefault(e.getKey(), NOTHING)));
    }

    @Override
    public int hashCode() {
        return granules.values().stream()
                .filter(bytes -> !Arrays.equals(bytes, NOTHING))
                .mapToInt(Arrays::hashCode)
                .sum();
    }
}
