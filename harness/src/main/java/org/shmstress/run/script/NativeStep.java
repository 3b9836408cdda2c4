package org.shmstress.run.script;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.fork.helper.HelperReply;
import org.shmstress.posix.Errno;
import org.shmstress.script.Action;
import org.shmstress.script.Action.Begin;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Action.Exec;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Handle;
import org.shmstress.script.Action.Handled;
import org.shmstress.script.Action.Outcome;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.ThreadId;
import org.shmstress.script.Action.Touch;
import org.shmstress.script.Action.Write;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;

/** An action in the native helper's words, and what its reply means. */
final class NativeStep {

    /** How long the outcome of a call is waited for. */
    private static final int OUTCOME_MILLIS = 20_000;

    /** Functions that return an address or a long; all others return an int, above which a register holds anything. */
    private static final Set<String> LONG = Set.of(
            "mmap",
            "mremap",
            "syscall",
            "lseek",
            "read",
            "write",
            "pread",
            "pwrite",
            "sysconf",
            "sem_open",
            "shmat",
            "readlink");

    /** Functions that return a null pointer when they fail. */
    private static final Set<String> NULL = Set.of("sem_open");

    private static final Answer OK = new Answer.Ok();

    private final Optional<String> command;
    private final Meaning meaning;

    /** What a reply without trouble means. */
    private interface Meaning {
        Answer of(HelperReply reply, NativeHandles handles);
    }

    private NativeStep(Optional<String> command, Meaning meaning) {
        this.command = command;
        this.meaning = meaning;
    }

    private static NativeStep of(String command, Meaning meaning) {
        return new NativeStep(Optional.of(command), meaning);
    }

    private static NativeStep answered(Answer answer) {
        return new NativeStep(Optional.empty(), (reply, handles) -> answer);
    }

    static NativeStep none() {
        return answered(new Answer.NotRun("nothing was asked"));
    }

    /** The line to send; empty if the answer is known without. */
    Optional<String> command() {
        return command;
    }

    /** The answer where there is no command. */
    Answer answer() {
        return meaning.of(new HelperReply('=', ""), new NativeHandles(0));
    }

    /** What the reply means; binds what is to be bound. */
    Answer answer(HelperReply reply, NativeHandles handles) {
        return switch (reply.kind()) {
            case '=' -> meaning.of(reply, handles);
            case '!' -> new Answer.Signalled((int) reply.firstNumber(), (int) reply.secondNumber());
            case '-' -> new Answer.NotRun("has not returned within " + OUTCOME_MILLIS / 1_000 + " s");
            default -> throw new HarnessException("the native helper answered: " + reply.words());
        };
    }

    static NativeStep of(Action action, NativeHandles handles) {
        if (action instanceof Call call) {
            return of("call " + words(call, handles), (reply, at) -> returned(call, reply, at));
        } else if (action instanceof Begin begin) {
            return begin(begin, handles);
        } else if (action instanceof Outcome outcome) {
            return outcome(outcome.thread(), handles);
        } else if (action instanceof ThreadId id) {
            return answered(handles.thread(id.thread())
                    .<Answer>map(t -> new Answer.Value(t.id()))
                    .orElseGet(() -> new Answer.NotRun("there is no thread " + id.thread())));
        } else if (action instanceof Action.OnMapping onMapping) {
            return memory(onMapping, handles);
        }
        return process(action, handles);
    }

    private static NativeStep begin(Begin begin, NativeHandles handles) {
        int slot = handles.nextSlot();
        return of("begin " + slot + " " + words(begin.call(), handles), (reply, at) -> {
            at.began(begin.thread(), new NativeHandles.Thread(slot, begin.call().function(), reply.firstNumber()));
            return new Answer.Value(reply.firstNumber());
        });
    }

    private static NativeStep outcome(String thread, NativeHandles handles) {
        return handles.thread(thread)
                .map(t -> of("result " + t.slot() + " " + OUTCOME_MILLIS, (reply, at) -> returned(t.function(), reply)))
                .orElseGet(() -> answered(new Answer.NotRun("there is no thread " + thread)));
    }

    private static NativeStep memory(Action.OnMapping action, NativeHandles handles) {
        Optional<Long> base = handles.address(action.mapping());
        if (base.isEmpty()) {
            return answered(new Answer.NotRun(action.mapping() + " is not mapped"));
        } else if (action instanceof Read a) {
            return of(
                    "peek " + (base.get() + a.offset()) + " " + a.width().bytes(),
                    (reply, at) -> new Answer.Value(a.width().keep(reply.firstNumber())));
        } else if (action instanceof Write a) {
            return of(
                    "poke " + (base.get() + a.offset()) + " " + a.width().bytes() + " " + a.value(), (reply, at) -> OK);
        } else if (action instanceof Fill a) {
            return of(
                    "call memset " + (base.get() + a.offset()) + " " + a.value() + " " + a.lengthBytes(),
                    (reply, at) -> OK);
        }
        return answered(new Answer.NotRun("a native process knows no such step"));
    }

    private static NativeStep process(Action action, NativeHandles handles) {
        if (action instanceof Touch a) {
            Optional<Long> base = handles.address(a.mapping());
            return base.isEmpty()
                    ? answered(new Answer.NotRun(a.mapping() + " is not mapped"))
                    : of(
                            (a.write() ? "poke " : "peek ") + (base.get() + a.offset()) + " 1 1",
                            (reply, at) -> new Answer.Value(reply.firstNumber()));
        } else if (action instanceof Handle a) {
            return of(
                    "handle " + a.signal() + " " + a.flags(),
                    (reply, at) -> reply.firstNumber() == 0 ? OK : failed(reply));
        } else if (action instanceof Handled a) {
            return of("handled " + a.signal(), (reply, at) -> new Answer.Count(reply.firstNumber()));
        } else if (action instanceof Exec) {
            return of("exec", (reply, at) -> {
                at.executed(reply.secondNumber());
                return OK;
            });
        }
        return answered(new Answer.NotRun("a native process knows no such step"));
    }

    private static Answer failed(HelperReply reply) {
        return new Answer.Failed(name((int) reply.secondNumber()));
    }

    private static Answer returned(Call call, HelperReply reply, NativeHandles handles) {
        Answer.Returned returned = returned(call.function(), reply);
        call.handle().filter(h -> returned.value() != -1).ifPresent(h -> handles.bind(h, returned.value()));
        return returned;
    }

    private static Answer.Returned returned(String function, HelperReply reply) {
        long value = LONG.contains(function) ? reply.firstNumber() : (int) reply.firstNumber();
        boolean failed = value == -1 || value == 0 && NULL.contains(function);
        int errno = (int) reply.secondNumber();
        return new Answer.Returned(value, failed && errno != 0 ? name(errno) : "");
    }

    private static String name(int errno) {
        return Errno.of(errno) == Errno.OTHER
                ? "errno-" + errno
                : Errno.of(errno).name();
    }

    private static String words(Call call, NativeHandles handles) {
        return call.function()
                + call.arguments().stream().map(a -> " " + word(a, handles)).collect(Collectors.joining());
    }

    private static String word(Argument argument, NativeHandles handles) {
        if (argument instanceof Argument.Number a) {
            return Long.toString(a.value());
        } else if (argument instanceof Argument.Text a) {
            return '"' + HexFormat.of().formatHex(a.value().getBytes(StandardCharsets.UTF_8));
        } else if (argument instanceof Argument.Descriptor a) {
            return Long.toString(handles.descriptor(a.handle()));
        } else if (argument instanceof Argument.Pointer a) {
            long base = handles.address(a.mapping())
                    .orElseThrow(() -> new HarnessException(a.mapping() + " is not mapped in the native process"));
            return Long.toString(base + a.offset());
        }
        throw new IllegalArgumentException("only a real name can be passed to a process: " + argument.text());
    }
}
