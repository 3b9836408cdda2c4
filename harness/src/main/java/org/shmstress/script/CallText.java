package org.shmstress.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.script.Action.Begin;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Action.EndThread;
import org.shmstress.script.Action.Exec;
import org.shmstress.script.Action.Fork;
import org.shmstress.script.Action.Handle;
import org.shmstress.script.Action.Handled;
import org.shmstress.script.Action.Loop;
import org.shmstress.script.Action.Outcome;
import org.shmstress.script.Action.ThreadId;
import org.shmstress.script.Action.Touch;

/**
 * Text form of actions that call the C library:
 *
 * <pre>
 * call FUNCTION ARGUMENT…                  call FUNCTION ARGUMENT… as fd:FD         call FUNCTION ARGUMENT… as @MAP
 * begin THREAD call FUNCTION ARGUMENT…     outcome THREAD                           thread THREAD            end-thread THREAD
 * loop THREAD ROUNDS INSTRUCTION ; …       (see {@link LoopText})
 * fork   exec                              touch MAP OFFSET read|write              handle SIGNAL FLAGS      handled SIGNAL
 * </pre>
 */
final class CallText {

    private CallText() {}

    static void addTo(Map<String, Function<Words, Action>> readers) {
        readers.put("call", CallText::call);
        readers.put("begin", CallText::begin);
        readers.put("loop", LoopText::read);
        readers.put("outcome", w -> new Outcome(w.handle("thread")));
        readers.put("end-thread", w -> new EndThread(w.handle("thread")));
        readers.put("thread", w -> new ThreadId(w.handle("thread")));
        addNative(readers);
    }

    private static void addNative(Map<String, Function<Words, Action>> readers) {
        readers.put("fork", w -> new Fork());
        readers.put("exec", w -> new Exec());
        readers.put("touch", w -> new Touch(w.handle("mapping"), w.extent("an offset"), isWrite(w)));
        readers.put("handle", w -> new Handle((int) w.extent("a signal"), (int) w.number("flags")));
        readers.put("handled", w -> new Handled((int) w.extent("a signal")));
    }

    private static boolean isWrite(Words words) {
        return words.choice(Way.values()) == Way.WRITE;
    }

    private enum Way implements Word {
        READ,
        WRITE
    }

    private static Begin begin(Words words) {
        String thread = words.handle("thread");
        words.literal("call");
        return new Begin(thread, call(words));
    }

    private static Call call(Words words) {
        String function = words.function();
        List<Argument> arguments = new ArrayList<>();
        while (words.hasMore()) {
            String word = words.word(ArgumentText.EXPECTED);
            if (word.equals("as")) {
                return new Call(function, arguments, Optional.of(argument(words.word("fd:HANDLE or @MAPPING"))));
            }
            arguments.add(argument(word));
        }
        return new Call(function, arguments, Optional.empty());
    }

    private static Argument argument(String word) {
        return ArgumentText.read(word).orElseThrow(() -> new ScriptSyntaxException(word, ArgumentText.EXPECTED));
    }

    static String write(Action action) {
        if (action instanceof Call a) {
            return call(a);
        } else if (action instanceof Begin a) {
            return "begin " + a.thread() + " " + call(a.call());
        } else if (action instanceof Loop a) {
            return LoopText.write(a);
        } else if (action instanceof Outcome a) {
            return "outcome " + a.thread();
        }
        return action instanceof EndThread a ? "end-thread " + a.thread() : writeRest(action);
    }

    private static String writeRest(Action action) {
        return action instanceof ThreadId a ? "thread " + a.thread() : writeNative(action);
    }

    private static String writeNative(Action action) {
        if (action instanceof Touch a) {
            return "touch " + a.mapping() + " " + a.offset() + " " + (a.write() ? Way.WRITE : Way.READ).word();
        } else if (action instanceof Handle a) {
            return "handle " + a.signal() + " " + a.flags();
        }
        return action instanceof Handled a ? "handled " + a.signal() : action instanceof Fork ? "fork" : "exec";
    }

    private static String call(Call call) {
        String arguments = call.arguments().stream().map(a -> " " + a.text()).collect(Collectors.joining());
        return "call " + call.function() + arguments
                + call.handle().map(h -> " as " + h.text()).orElse("");
    }
}
