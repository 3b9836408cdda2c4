package org.shmstress.reports.model;

import java.util.Locale;

/**
 * Words that came from outside, ready for the page: control characters and marks that turn the direction of text are made
 * visible, and what is too long for the eye is cut, with the whole kept for those who open it. Escaping is the templates' part.
 *
 * @param shown at most {@value #SHOWN} characters, of prose ten times as many
 * @param whole all of it if it was cut, else empty
 */
public record Text(String shown, String whole) {
    static final int SHOWN = 200;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7f;
    private static final int DELETE_PICTURE = 0x2421;

    /** Prepares some words. */
    public static Text of(String words) {
        return cut(words, SHOWN);
    }

    /** Prepares a paragraph that is there to be read: ten times as much is shown. */
    public static Text prose(String words) {
        return cut(words, 10 * SHOWN);
    }

    private static Text cut(String words, int most) {
        String visible = visible(words);
        if (visible.codePointCount(0, visible.length()) <= most) {
            return new Text(visible, "");
        }
        return new Text(visible.substring(0, visible.offsetByCodePoints(0, most - 1)) + "…", visible);
    }

    /** Whether there is more than what is shown. */
    public boolean isCut() {
        return !whole.isEmpty();
    }

    /** Whether there are no words at all. */
    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /** How much there is in all, for the one who decides whether to open it. */
    public String length() {
        return Words.count(whole.codePointCount(0, whole.length()));
    }

    static String visible(String words) {
        StringBuilder out = new StringBuilder(words.length());
        words.codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        if (turnsText(c)) {
            out.append("[U+")
                    .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                    .append(']');
        } else {
            out.appendCodePoint(picture(c));
        }
    }

    /** Marks that make the text behind them run the other way, so that a name would not read as what it is. */
    private static boolean turnsText(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** HTML has no place for control characters and lone surrogates; each gets the sign that stands for it. */
    private static int picture(int c) {
        if (c == DELETE) {
            return DELETE_PICTURE;
        }
        if (c < ' ' && c != '\n' && c != '\t') {
            return CONTROL_PICTURES + c;
        }
        boolean unfit = Character.getType(c) == Character.SURROGATE || (c > DELETE && c < 0xa0);
        return unfit ? 0xfffd : c;
    }
}
