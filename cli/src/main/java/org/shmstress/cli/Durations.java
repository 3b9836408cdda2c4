package org.shmstress.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 45s}, {@code 3m}, {@code 1h30m}, {@code 500ms}. */
final class Durations implements ITypeConverter<Duration> {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Duration sum = Duration.ZERO;
        if (WHOLE.matcher(text).matches()) {
            for (Matcher part = PART.matcher(text); part.find(); ) {
                sum = sum.plus(amount(part, text));
            }
        }
        if (sum.isZero()) {
            throw new TypeConversionException("'" + text + "' is not a positive duration such as 45s, 3m or 1h30m");
        }
        return sum;
    }

    private static Duration amount(Matcher part, String text) {
        try {
            long number = Long.parseLong(part.group(1));
            return switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is too long a duration");
        }
    }

    /** {@code 850 ms}, {@code 12.3 s} or {@code 2 min 51 s}. */
    static String show(double seconds) {
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        } else if (seconds < 60) {
            return String.format(java.util.Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min " + whole % 60 + " s";
    }
}
