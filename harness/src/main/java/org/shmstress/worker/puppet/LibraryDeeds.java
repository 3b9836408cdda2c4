package org.shmstress.worker.puppet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.posix.Errno;
import org.shmstress.posix.NativeCall;
import org.shmstress.posix.PageSize;
import org.shmstress.script.Action.Begin;
import org.shmstress.script.Action.Call;
import org.shmstress.script.Action.EndThread;
import org.shmstress.script.Action.Loop;
import org.shmstress.script.Action.OnLibrary;
import org.shmstress.script.Action.Outcome;
import org.shmstress.script.Action.ThreadId;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Holdings;
import org.shmstress.script.LibraryFacts;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;

/** Calls of the C library, made on threads that a script names, or on one that is there for all others. */
final class LibraryDeeds {

    private static final String MAIN = "main";

    /** {@code PROT_READ | PROT_WRITE}, {@code MAP_SHARED | MAP_ANONYMOUS} (asm-generic/mman-common.h). */
    private static final long READ_WRITE = 3;

    private static final long SHARED_ANONYMOUS = 0x21;

    private final AccessPath path;
    private final Map<String, CallThread> threads = new LinkedHashMap<>();
    private Optional<Holdings> holdings = Optional.empty();

    LibraryDeeds(AccessPath path) {
        this.path = path;
    }

    Answer perform(OnLibrary action) throws InterruptedException {
        if (action instanceof Call call) {
            CallThread main = thread(MAIN);
            return main.begin(() -> call(call)) ? main.outcome() : new Answer.NotRun("the last call has not returned");
        } else if (action instanceof Begin begin) {
            CallThread thread = thread(begin.thread());
            return thread.begin(() -> call(begin.call()))
                    ? new Answer.Value(thread.kernelId())
                    : new Answer.NotRun("the thread is still in a call");
        } else if (action instanceof Loop loop) {
            CallThread thread = thread(loop.thread());
            LoopDeed deed = new LoopDeed(loop, this);
            return thread.begin(() -> run(deed))
                    ? new Answer.Value(thread.kernelId())
                    : new Answer.NotRun("the thread is still in a call");
        } else if (action instanceof Outcome outcome) {
            return thread(outcome.thread()).outcome();
        } else if (action instanceof EndThread end) {
            CallThread thread = threads.remove(end.thread());
            return thread == null || thread.end()
                    ? new Answer.Ok()
                    : new Answer.NotRun("the thread is still in a call");
        }
        return new Answer.Value(thread(((ThreadId) action).thread()).kernelId());
    }

    private CallThread thread(String name) throws InterruptedException {
        CallThread known = threads.get(name);
        if (known != null) {
            return known;
        }
        CallThread started = CallThread.start(name);
        threads.put(name, started);
        return started;
    }

    private Answer call(Call call) {
        try {
            List<Object> arguments;
            synchronized (this) {
                arguments = holdings().resolve(call.arguments());
            }
            NativeCall.Result result =
                    NativeCall.invoke(call.function(), LibraryFacts.isWide(call.function()), arguments);
            synchronized (this) {
                holdings().learn(call, arguments, result.value());
            }
            boolean failed = LibraryFacts.failed(call.function(), result.value());
            return new Answer.Returned(result.value(), failed ? Errno.nameOf(result.errno()) : "");
        } catch (RuntimeException | Error e) {
            return new Answer.Threw(e.getClass().getName());
        }
    }

    private static Answer run(LoopDeed loop) {
        try {
            return loop.run();
        } catch (RuntimeException | Error e) {
            return new Answer.Threw(e.getClass().getName());
        }
    }

    /** Arguments as the call takes them. */
    synchronized List<Object> resolve(Call call) {
        return holdings().resolve(call.arguments());
    }

    private Holdings holdings() {
        if (holdings.isEmpty()) {
            Holdings fresh = new Holdings(PageSize.bytes());
            NativeCall.Result scratch = NativeCall.invoke(
                    "mmap", true, List.of(0L, (long) Argument.SCRATCH_BYTES, READ_WRITE, SHARED_ANONYMOUS, -1L, 0L));
            if (scratch.value() == -1) {
                throw new HarnessException("no memory for the arguments of calls");
            }
            fresh.lend(Argument.SCRATCH, new Holdings.Memory(scratch.value(), Argument.SCRATCH_BYTES));
            holdings = Optional.of(fresh);
        }
        return holdings.get();
    }

    /** The memory behind a handle of a call, if all of the range can be reached. */
    synchronized Optional<Mapped> mapping(String handle, long offset, long lengthBytes) {
        return Optional.of(holdings())
                .filter(h -> h.holds(handle, offset, lengthBytes))
                .flatMap(h -> h.memory(handle))
                .map(m -> new Mapped(
                        AddressView.of(path, m.address(), PageSize.roundUp(m.lengthBytes())),
                        m.address(),
                        m.lengthBytes()));
    }

    /** Gives back all that calls got; false if one of them never returned. */
    boolean releaseAll() throws InterruptedException {
        boolean ended = true;
        for (CallThread thread : threads.values()) {
            ended &= thread.end();
        }
        threads.clear();
        synchronized (this) {
            if (ended && holdings.isPresent()) {
                clean(holdings.get());
            }
        }
        return ended;
    }

    private static void clean(Holdings held) {
        for (Call call : held.farewell()) {
            NativeCall.invoke(call.function(), false, held.resolve(call.arguments()));
        }
        held.forget();
        long scratch = held.memory(Argument.SCRATCH).orElseThrow().address();
        NativeCall.invoke("memset", true, List.of(scratch, 0L, (long) Argument.SCRATCH_BYTES));
    }
}
