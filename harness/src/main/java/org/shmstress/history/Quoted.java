package org.shmstress.history;

/** Strings between double quotes on one line, as in Java: quote, backslash and control characters are escaped. */
final class Quoted {

    private Quoted() {}

    static String quote(String plain) {
        StringBuilder quoted = new StringBuilder(plain.length() + 2).append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
                quoted.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String unquote(String quoted) {
        int end = quoted.length() - 1;
        if (end < 1 || quoted.charAt(0) != '"' || quoted.charAt(end) != '"') {
            throw new IllegalArgumentException("no quoted string: " + quoted);
        }
        StringBuilder plain = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (quoted.charAt(++i) == 'u' && i + 4 < end) {
                plain.append((char) Integer.parseInt(quoted, i + 1, i + 5, 16));
                i += 4;
            } else {
                plain.append(quoted.charAt(i));
            }
        }
        return plain.toString();
    }
}
