package org.shmstress.script;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shmstress.script.Argument.Descriptor;
import org.shmstress.script.Argument.DiskFile;
import org.shmstress.script.Argument.Name;
import org.shmstress.script.Argument.Number;
import org.shmstress.script.Argument.ObjectFile;
import org.shmstress.script.Argument.Pointer;
import org.shmstress.script.Argument.Text;

/** Text form of arguments. */
final class ArgumentText {

    static final String EXPECTED = "a number, \"text\", name:NAME, file:NAME, disk:NAME, fd:HANDLE or @MAPPING+OFFSET";

    private static final Pattern POINTER = Pattern.compile("@([a-z][a-z0-9]{0,15})(?:\\+([0-9]{1,18}))?");
    private static final Pattern TAGGED = Pattern.compile("(name|file|disk):([A-Za-z][A-Za-z0-9._-]{0,200})");
    private static final Pattern DESCRIPTOR = Pattern.compile("fd:([a-z][a-z0-9]{0,15})");

    private ArgumentText() {}

    static String write(Argument argument) {
        if (argument instanceof Number a) {
            return Long.toString(a.value());
        } else if (argument instanceof Text a) {
            return '"'
                    + URLEncoder.encode(a.value(), StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("%2F", "/")
                    + '"';
        } else if (argument instanceof Name a) {
            return "name:" + a.symbol();
        } else if (argument instanceof ObjectFile a) {
            return "file:" + a.symbol();
        } else if (argument instanceof DiskFile a) {
            return "disk:" + a.symbol();
        } else if (argument instanceof Pointer a) {
            return "@" + a.mapping() + (a.offset() == 0 ? "" : "+" + a.offset());
        }
        return "fd:" + ((Descriptor) argument).handle();
    }

    static Optional<Argument> read(String word) {
        if (word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"")) {
            return text(word.substring(1, word.length() - 1));
        }
        Matcher pointer = POINTER.matcher(word);
        Matcher tagged = TAGGED.matcher(word);
        Matcher descriptor = DESCRIPTOR.matcher(word);
        if (pointer.matches()) {
            String offset = Optional.ofNullable(pointer.group(2)).orElse("0");
            return Optional.of(new Pointer(pointer.group(1), Long.parseLong(offset)));
        } else if (tagged.matches()) {
            return Optional.of(tagged(tagged.group(1), tagged.group(2)));
        } else if (descriptor.matches()) {
            return Optional.of(new Descriptor(descriptor.group(1)));
        }
        return Words.parseNumber(word).map(Number::new);
    }

    private static Argument tagged(String tag, String symbol) {
        return switch (tag) {
            case "name" -> new Name(symbol);
            case "file" -> new ObjectFile(symbol);
            default -> new DiskFile(symbol);
        };
    }

    private static Optional<Argument> text(String encoded) {
        try {
            return Optional.of(new Text(URLDecoder.decode(encoded, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
