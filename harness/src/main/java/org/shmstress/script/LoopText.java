package org.shmstress.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Action.Loop;
import org.shmstress.script.Argument.Pointer;
import org.shmstress.script.Instruction.Add;
import org.shmstress.script.Instruction.Check;
import org.shmstress.script.Instruction.Condition;
import org.shmstress.script.Instruction.Increment;
import org.shmstress.script.Instruction.Invoke;
import org.shmstress.script.Instruction.Linear;
import org.shmstress.script.Instruction.Publish;
import org.shmstress.script.Instruction.Relation;
import org.shmstress.script.Instruction.Store;
import org.shmstress.script.Instruction.Until;

/**
 * Text form of loops: {@code loop THREAD ROUNDS INSTRUCTION ; INSTRUCTION…}, where an instruction is one of
 *
 * <pre>
 * call FUNCTION ARGUMENT… [gives NUMBER|NUMBER…]        store @MAP+OFFSET VALUE
 * publish @MAP+OFFSET VALUE                             check @MAP+OFFSET RELATION VALUE
 * increment @MAP+OFFSET
 * add @MAP+OFFSET AMOUNT [was RELATION VALUE]           until @MAP+OFFSET RELATION VALUE [call FUNCTION ARGUMENT…]
 * </pre>
 *
 * <p>A value is a number, {@code 7}, or grows with the rounds, which are counted from 0: {@code i}, {@code i-1}, {@code 3i+3}. A relation is
 * {@code =}, {@code >=} or {@code <=}.
 */
final class LoopText {

    private static final String END = ";";
    private static final String VERBS = "call, store, publish, check, increment, add or until";
    private static final Pattern GROWING = Pattern.compile("(\\d{0,9})i([+-]\\d{1,9})?");

    private LoopText() {}

    static Loop read(Words words) {
        String thread = words.handle("thread");
        long rounds = words.extent("a number of rounds");
        List<Instruction> instructions = new ArrayList<>();
        while (words.hasMore()) {
            List<String> one = new ArrayList<>();
            for (String word = words.word("an instruction"); ; word = words.word("';'")) {
                if (word.equals(END)) {
                    break;
                }
                one.add(word);
                if (!words.hasMore()) {
                    break;
                }
            }
            instructions.add(instruction(one));
        }
        return new Loop(thread, rounds, instructions);
    }

    private static Instruction instruction(List<String> one) {
        Words words = new Words(String.join(" ", one));
        String verb = words.word(VERBS);
        if (verb.equals("call")) {
            return invoke(one);
        }
        Pointer place = place(words);
        Instruction read = switch (verb) {
            case "store" -> new Store(place, linear(words));
            case "publish" -> new Publish(place, linear(words));
            case "increment" -> new Increment(place);
            case "check" -> new Check(place, condition(words));
            case "add" -> new Add(place, words.number("an amount"), before(words));
            case "until" -> until(place, words, one);
            default -> throw new ScriptSyntaxException(verb, VERBS);
        };
        words.end();
        return read;
    }

    private static Invoke invoke(List<String> words) {
        int gives = words.indexOf("gives");
        if (gives < 0) {
            return new Invoke(call(words), Set.of());
        }
        Set<Long> accepted = Arrays.stream(
                        String.join("", words.subList(gives + 1, words.size())).split("\\|", -1))
                .map(number -> Words.parseNumber(number)
                        .orElseThrow(() -> new ScriptSyntaxException(number, "numbers, with '|' between them")))
                .collect(Collectors.toSet());
        return new Invoke(call(words.subList(0, gives)), accepted);
    }

    private static Call call(List<String> words) {
        return (Call) Action.parse(String.join(" ", words));
    }

    private static Pointer place(Words words) {
        String word = words.word("@MAPPING+OFFSET");
        return ArgumentText.read(word)
                .filter(Pointer.class::isInstance)
                .map(Pointer.class::cast)
                .orElseThrow(() -> new ScriptSyntaxException(word, "@MAPPING+OFFSET"));
    }

    private static Optional<Condition> before(Words words) {
        if (!words.hasMore()) {
            return Optional.empty();
        }
        words.literal("was");
        return Optional.of(condition(words));
    }

    private static Until until(Pointer place, Words words, List<String> one) {
        Condition condition = condition(words);
        int call = one.indexOf("call");
        while (words.hasMore()) {
            words.word("call FUNCTION");
        }
        return new Until(
                place, condition, call < 0 ? Optional.empty() : Optional.of(call(one.subList(call, one.size()))));
    }

    private static Condition condition(Words words) {
        return new Condition(words.choice(Relation.values()), linear(words));
    }

    private static Linear linear(Words words) {
        String word = words.word("a number, i, or such as 3i+1");
        Matcher growing = GROWING.matcher(word);
        if (growing.matches()) {
            String perRound = growing.group(1);
            String first = Optional.ofNullable(growing.group(2)).orElse("0");
            return new Linear(perRound.isEmpty() ? 1 : Long.parseLong(perRound), Long.parseLong(first));
        }
        return new Linear(
                0,
                Words.parseNumber(word)
                        .orElseThrow(() -> new ScriptSyntaxException(word, "a number, i, or such as 3i+1")));
    }

    static String write(Loop loop) {
        return "loop " + loop.thread() + " " + loop.rounds() + " "
                + loop.instructions().stream().map(Instruction::text).collect(Collectors.joining(" " + END + " "));
    }

    static String write(Instruction instruction) {
        if (instruction instanceof Invoke a) {
            return a.call().text() + (a.accepted().isEmpty() ? "" : " gives " + accepted(a));
        } else if (instruction instanceof Store a) {
            return "store " + a.place().text() + " " + linear(a.value());
        } else if (instruction instanceof Publish a) {
            return "publish " + a.place().text() + " " + linear(a.value());
        } else if (instruction instanceof Check a) {
            return "check " + a.place().text() + condition(a.condition());
        } else if (instruction instanceof Increment a) {
            return "increment " + a.place().text();
        } else if (instruction instanceof Add a) {
            return "add " + a.place().text() + " " + a.amount()
                    + a.before().map(c -> " was" + condition(c)).orElse("");
        }
        Until a = (Until) instruction;
        return "until " + a.place().text() + condition(a.condition())
                + a.call().map(c -> " " + c.text()).orElse("");
    }

    private static String accepted(Invoke invoke) {
        return invoke.accepted().stream().sorted().map(String::valueOf).collect(Collectors.joining("|"));
    }

    private static String condition(Condition condition) {
        return " " + condition.relation().word() + " " + linear(condition.bound());
    }

    private static String linear(Linear value) {
        if (value.perRound() == 0) {
            return Long.toString(value.first());
        }
        return (value.perRound() == 1 ? "" : value.perRound()) + "i"
                + (value.first() == 0 ? "" : signed(value.first()));
    }

    private static String signed(long number) {
        return number < 0 ? Long.toString(number) : "+" + number;
    }
}
