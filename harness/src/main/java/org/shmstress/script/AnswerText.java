package org.shmstress.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shmstress.script.Answer.Count;
import org.shmstress.script.Answer.Died;
import org.shmstress.script.Answer.Failed;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Answer.FreeBytes;
import org.shmstress.script.Answer.Looped;
import org.shmstress.script.Answer.NotRun;
import org.shmstress.script.Answer.Ok;
import org.shmstress.script.Answer.Returned;
import org.shmstress.script.Answer.Signalled;
import org.shmstress.script.Answer.Status;
import org.shmstress.script.Answer.Threw;
import org.shmstress.script.Answer.Value;

/** Text form of answers: a word for the kind, then the facts. */
final class AnswerText {

    private AnswerText() {}

    static String write(Answer answer) {
        if (answer instanceof Value a) {
            return "value " + ActionText.hex(a.value());
        } else if (answer instanceof Count a) {
            return "count " + a.increments();
        } else if (answer instanceof FreeBytes a) {
            return "free " + a.bytes();
        } else if (answer instanceof Figures a) {
            return a.values().entrySet().stream()
                    .map(e -> " " + e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining("", "figures", ""));
        } else if (answer instanceof Status a) {
            return "status size " + a.sizeBytes() + " object " + a.identity() + " links " + a.links();
        }
        return writeOutcome(answer);
    }

    private static String writeCall(Answer answer) {
        if (answer instanceof Signalled a) {
            return "signalled " + a.signal() + " code " + a.code();
        }
        Returned a = (Returned) answer;
        return "returned " + a.value() + (a.errno().isEmpty() ? "" : " " + a.errno());
    }

    private static String writeOutcome(Answer answer) {
        if (answer instanceof Failed a) {
            return "failed " + a.errno();
        } else if (answer instanceof Threw a) {
            return "threw " + a.exception();
        } else if (answer instanceof Died a) {
            return "died " + a.how();
        }
        return answer instanceof Returned || answer instanceof Signalled ? writeCall(answer) : writeRest(answer);
    }

    private static String writeRest(Answer answer) {
        if (answer instanceof Looped a) {
            return "looped " + a.rounds() + " surprise " + a.surprise() + " last"
                    + a.last().stream().map(word -> " " + word).collect(Collectors.joining());
        }
        return answer instanceof NotRun a ? "not-run " + a.reason() : "ok";
    }

    static Answer read(String text) {
        Words words = new Words(text);
        String kind = words.word("an answer");
        return switch (kind) {
            case "ok" -> new Ok();
            case "value" -> new Value(words.number("a value"));
            case "count" -> new Count(words.number("a count"));
            case "free" -> new FreeBytes(words.number("bytes"));
            case "figures" -> figures(rest(text, kind));
            case "status" -> status(words);
            case "returned" -> new Returned(words.number("a value"), words.hasMore() ? words.word("an errno") : "");
            case "signalled" -> signalled(words);
            case "looped" -> looped(words);
            case "failed" -> new Failed(words.word("an errno"));
            case "threw" -> new Threw(words.word("a class"));
            case "died" -> new Died(rest(text, kind));
            case "not-run" -> new NotRun(rest(text, kind));
            default -> throw new ScriptSyntaxException(kind, "an answer");
        };
    }

    private static Signalled signalled(Words words) {
        int signal = (int) words.number("a signal");
        words.literal("code");
        return new Signalled(signal, (int) words.number("a code"));
    }

    private static Looped looped(Words words) {
        long rounds = words.number("a number of rounds");
        words.literal("surprise");
        int surprise = (int) words.number("the index of an instruction");
        words.literal("last");
        List<Long> last = new ArrayList<>();
        while (words.hasMore()) {
            last.add(words.number("a number"));
        }
        return new Looped(rounds, last, surprise);
    }

    private static Figures figures(String text) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String figure : text.isEmpty() ? new String[0] : text.split(" ")) {
            int equals = figure.indexOf('=');
            if (equals < 1) {
                throw new ScriptSyntaxException(figure, "NAME=NUMBER");
            }
            values.put(figure.substring(0, equals), new Words(figure.substring(equals + 1)).number("a figure"));
        }
        return new Figures(values);
    }

    private static Status status(Words words) {
        words.literal("size");
        long size = words.number("a size");
        words.literal("object");
        long identity = words.number("an identity");
        words.literal("links");
        return new Status(size, identity, words.number("a number of links"));
    }

    private static String rest(String text, String kind) {
        return text.substring(kind.length()).trim();
    }
}
