package org.shmstress.run.script;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.posix.Errno;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Holdings;
import org.shmstress.script.LibraryFacts;
import org.shmstress.script.Width;

/**
 * An action as a line for a native process, and its answer read from one; {@code native-process.c} says how lines look.
 *
 * @param action what is to be done
 * @param line the line; empty if a native process cannot do it
 * @param arguments of a call, as they were resolved
 */
record NativeOrder(Action action, String line, List<Object> arguments) {

    static NativeOrder of(Action action, Holdings holdings, NativeProgram program) {
        if (action instanceof Action.Call call) {
            List<Object> arguments = holdings.resolve(call.arguments());
            return new NativeOrder(action, "c " + words(call, arguments), arguments);
        } else if (action instanceof Action.Begin begin) {
            List<Object> arguments = holdings.resolve(begin.call().arguments());
            return new NativeOrder(action, "b " + begin.thread() + " " + words(begin.call(), arguments), arguments);
        }
        return new NativeOrder(action, line(action, holdings, program), List.of());
    }

    private static String words(Action.Call call, List<Object> arguments) {
        return (LibraryFacts.isWide(call.function()) ? "w " : "i ")
                + call.function()
                + arguments.stream().map(NativeOrder::word).collect(Collectors.joining());
    }

    private static String word(Object argument) {
        return argument instanceof String text
                ? " s" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                : " n" + argument;
    }

    private static String line(Action action, Holdings holdings, NativeProgram program) {
        if (action instanceof Action.Outcome a) {
            return "o " + a.thread();
        } else if (action instanceof Action.EndThread a) {
            return "e " + a.thread();
        } else if (action instanceof Action.Handle a) {
            return "h " + a.signal() + " " + a.flags();
        } else if (action instanceof Action.Handled a) {
            return "n " + a.signal();
        } else if (action instanceof Action.Fork) {
            return "F " + program.socketPath();
        }
        return action instanceof Action.Exec ? "X" : access(action, holdings);
    }

    private static String access(Action action, Holdings holdings) {
        if (action instanceof Action.Read a) {
            return at(holdings, a.mapping(), a.offset(), a.width().bytes())
                    .map(address -> "g " + a.width().bytes() + " " + address)
                    .orElse("");
        } else if (action instanceof Action.Write a) {
            return at(holdings, a.mapping(), a.offset(), a.width().bytes())
                    .map(address -> "p " + a.width().bytes() + " " + address + " " + a.value())
                    .orElse("");
        } else if (action instanceof Action.Fill a) {
            return at(holdings, a.mapping(), a.offset(), a.lengthBytes())
                    .map(address -> "f " + address + " " + a.lengthBytes() + " " + a.value())
                    .orElse("");
        } else if (action instanceof Action.Touch a) {
            return holdings.memory(a.mapping())
                    .map(m -> "t " + (m.address() + a.offset()) + " " + (a.write() ? 1 : 0))
                    .orElse("");
        }
        return "";
    }

    private static Optional<Long> at(Holdings holdings, String handle, long offset, long lengthBytes) {
        return holdings.memory(handle)
                .filter(m -> holdings.holds(handle, offset, lengthBytes))
                .map(m -> m.address() + offset);
    }

    /** The answer where nothing can be sent. */
    Optional<Answer> refusal() {
        return line.isEmpty()
                ? Optional.of(new Answer.NotRun("a native process does not know this, or the memory is not mapped"))
                : Optional.empty();
    }

    /** Reads the answer, and takes note of what it changed. */
    Answer answer(String reply, Holdings holdings) {
        String[] words = reply.split(" ");
        return switch (words[0]) {
            case "k" -> new Answer.Ok();
            case "v" ->
                action instanceof Action.Handled
                        ? new Answer.Count(Long.parseLong(words[1]))
                        : new Answer.Value(value(Long.parseLong(words[1])));
            case "s" -> new Answer.Signalled(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "r" -> returned(Long.parseLong(words[1]), Integer.parseInt(words[2]), holdings);
            case "h" -> executed(Long.parseLong(words[2]), holdings);
            default -> new Answer.NotRun(reply.substring(Math.min(reply.length(), 2)));
        };
    }

    private long value(long raw) {
        return action instanceof Action.Read read && read.width() != Width.LONG
                ? read.width().keep(raw)
                : raw;
    }

    private Answer returned(long value, int errno, Holdings holdings) {
        if (action instanceof Action.Call call) {
            holdings.learn(call, arguments, value);
            return new Answer.Returned(value, LibraryFacts.failed(call.function(), value) ? Errno.nameOf(errno) : "");
        }
        return new Answer.Returned(value, value == -1 ? Errno.nameOf(errno) : "");
    }

    private static Answer executed(long scratch, Holdings holdings) {
        holdings.executed();
        holdings.lend(Argument.SCRATCH, new Holdings.Memory(scratch, Argument.SCRATCH_BYTES));
        return new Answer.Ok();
    }
}
