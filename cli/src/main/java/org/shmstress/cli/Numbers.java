package org.shmstress.cli;

import java.util.Locale;

/** Large counts for the eye. */
final class Numbers {

    private Numbers() {}

    /** {@code 950}, {@code 12.3 k}, {@code 45.6 M}, {@code 7.89 G}. */
    static String show(long count) {
        if (count < 10_000) {
            return Long.toString(count);
        } else if (count < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f k", count / 1e3);
        } else if (count < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f M", count / 1e6);
        }
        return String.format(Locale.ROOT, "%.2f G", count / 1e9);
    }
}
