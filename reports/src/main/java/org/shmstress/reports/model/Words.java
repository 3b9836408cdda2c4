package org.shmstress.reports.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers as a reader wants them. A no-break space stands before each unit. */
public final class Words {
    static final String NBSP = "\u00a0";
    private static final double RARE = 1e-4;
    private static final long MINUTE = 60;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    private Words() {}

    /** {@code 1,996,331,612}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 trial}, {@code 41 trials}. */
    public static String counted(long n, String one, String many) {
        return count(n) + NBSP + (n == 1 ? one : many);
    }

    /** {@code 9.8 × 10⁹} from a million up; exact below. */
    public static String large(long n) {
        return Math.abs(n) < 1_000_000 ? count(n) : powers((double) n);
    }

    /** {@code 21.13 %}; {@code 5.1 × 10⁻⁷} where percent would be mostly zeros. */
    public static String share(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0";
        }
        double share = (double) part / whole;
        if (part == whole) {
            return "100" + NBSP + "%";
        }
        if (share < RARE) {
            return powers(share);
        }
        // 99.9996 % must not read as all of it.
        return String.format(Locale.ROOT, "%.2f", Math.min(99.99, share * 100)) + NBSP + "%";
    }

    /** A share that fits a small cell: {@code 21 %}, {@code 0.4 %}, {@code 5e-7}. */
    static String smallShare(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0";
        }
        double percent = 100.0 * part / whole;
        if (percent < 0.01) {
            return String.format(Locale.ROOT, "%.0e", percent / 100).replace("e-0", "e-");
        }
        String digits = percent < 0.1 ? "%.2f" : percent < 10 ? "%.1f" : "%.0f";
        double capped = part == whole ? percent : Math.min(99, percent);
        return String.format(Locale.ROOT, digits, capped) + NBSP + "%";
    }

    /** {@code 18.9 s}, {@code 3 min 4 s}. */
    static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds) + NBSP + "s";
        }
        if (whole < MINUTE * MINUTE) {
            return whole / MINUTE + NBSP + "min " + whole % MINUTE + NBSP + "s";
        }
        return whole / (MINUTE * MINUTE) + NBSP + "h " + whole / MINUTE % MINUTE + NBSP + "min";
    }

    /** {@code 130 µs} and the like. */
    static String nanos(long nanos) {
        if (nanos < 1_000) {
            return nanos + NBSP + "ns";
        }
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f", nanos / 1e3) + NBSP + "µs";
        }
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f", nanos / 1e6) + NBSP + "ms"
                : seconds(nanos / 1e9);
    }

    /** {@code 7.8 GiB}. */
    static String bytes(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double rest = bytes;
        int unit = 0;
        while (rest >= 1024 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return (unit == 0 ? count(bytes) : String.format(Locale.ROOT, "%.1f", rest)) + NBSP + units[unit];
    }

    /** {@code 0x7f12_3400_0000} without the underscores; a dash for none. */
    static String address(long address) {
        return address == 0 ? "–" : "0x" + Long.toHexString(address);
    }

    /** {@code 20 November 2026, 09:15 UTC}; as it stands if it is no instant. */
    public static String moment(String instant) {
        try {
            return MOMENT.format(Instant.parse(instant).atOffset(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    /** {@code 9.8 × 10⁹}. */
    public static String powers(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).setScale(1) + NBSP + "×" + NBSP + "10" + superscript(exponent);
    }

    private static String superscript(int exponent) {
        String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        StringBuilder out = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            out.append(c == '-' ? '⁻' : digits.charAt(c - '0'));
        }
        return out.toString();
    }
}
