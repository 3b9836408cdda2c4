package org.shmstress.reports;

import java.util.regex.Pattern;

/**
 * Leaves out of a page what changes nothing for who reads it: line breaks around blocks, end tags that HTML lets one omit, and the isolation
 * of text that cannot turn the direction of what surrounds it. A report has thousands of each. Text is escaped before it comes
 * here, hence each {@code <} is markup; no block stands in preformatted text.
 */
final class Compact {

    private static final String BLOCKS =
            "table|caption|thead|tbody|tr|td|th|div|section|figure|figcaption|p|ul|ol|li|dl|dt|dd"
                    + "|h1|h2|h3|details|summary|article|main|header|footer|nav|symbol|defs|pattern|path|rect|text|use|circle|g"
                    + "|meta|link|script|title|head|body|html";

    private static final Pattern BREAK_BEFORE = Pattern.compile("\\n\\s{0,40}+(?=</?(?:" + BLOCKS + ")\\b)");

    private static final Pattern BREAK_AFTER = Pattern.compile("(?<=</(?:" + BLOCKS + ")>)\\n\\s{0,40}+");

    private static final Pattern EMPTY_SHAPE = Pattern.compile("(<(path|rect|use|circle)\\b[^<>]*+)></\\2>");

    /** Of cells, rows, items and pairs, before what ends them anyway. */
    private static final Pattern OMISSIBLE =
            Pattern.compile("</t[dh]>(?=<(?:/tr|t[dh])\\b)|</tr>(?=<(?:tr|/tbody|/thead)\\b)"
                    + "|</li>(?=<(?:li|/ul|/ol)\\b)|</dt>(?=<d[dt]\\b)|</dd>(?=<(?:d[dt]|/div|/dl)\\b)"
                    + "|</thead>(?=<tbody\\b)|</tbody>(?=</table\\b)");

    /** Scripts that run from left to right, and marks and arrows that run as what surrounds them. */
    private static final Pattern ISOLATED =
            Pattern.compile("<bdi>([\\x00-\\u058f\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u2bff&&[^<]]*+)</bdi>");

    private Compact() {}

    static String page(String page) {
        String joined =
                BREAK_AFTER.matcher(BREAK_BEFORE.matcher(page).replaceAll("")).replaceAll("");
        String shapes = EMPTY_SHAPE.matcher(joined.replace("<defs></defs>", "")).replaceAll("$1/>");
        return ISOLATED.matcher(OMISSIBLE.matcher(shapes).replaceAll("")).replaceAll("$1");
    }
}
