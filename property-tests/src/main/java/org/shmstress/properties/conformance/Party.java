package org.shmstress.properties.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shmstress.posix.OpenFlags;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Step;
import org.shmstress.script.Task;
import org.shmstress.script.Width;

/**
 * One process that takes part: a worker JVM or, by {@link Scene#helper}, a native one. Arguments of calls are numbers, strings,
 * {@link Fd}s, {@link Area}s of this party, and what {@link Scene} gives for names and files; {@code 0} is the null pointer.
 */
public sealed class Party permits NativeParty {

    private final Scene scene;
    private final int worker;
    private int handles;

    Party(Scene scene, int worker) {
        this.scene = scene;
        this.worker = worker;
    }

    Scene scene() {
        return scene;
    }

    int worker() {
        return worker;
    }

    /** Calls a function of the C library on the party's main thread. It must not block: {@link #begin} is for that. */
    public Returned call(String function, Object... arguments) {
        return perform(new Action.Call(function, arguments(arguments), Optional.empty()));
    }

    /** Begins a call on a thread of its own; returns at once. The row's end ends it, if need be with its process. */
    public Pending begin(String function, Object... arguments) {
        return thread().begin(function, arguments);
    }

    /** A thread of this party that makes one call after the other, and can end before its process does. */
    public Strand thread() {
        return new Strand(this, nextHandle("t"));
    }

    /** A call that {@link Scene#together} makes at the same instant as others. */
    public Deed deed(String function, Object... arguments) {
        return new Deed(this, new Action.Call(function, arguments(arguments), Optional.empty()));
    }

    Pending begin(String thread, Action.Call call) {
        Answer begun = scene.perform(new Step(worker, new Action.Begin(thread, call)));
        if (begun instanceof Answer.Value id) {
            return new Pending(this, thread, id.value());
        }
        throw scene.object(scene.performed(), "the id of a thread");
    }

    /** Begins a loop on a thread of its own; returns at once. Native processes know no loops. */
    public Running begin(Loop loop) {
        String thread = nextHandle("t");
        Answer begun = scene.perform(new Step(worker, loop.action(thread)));
        if (begun instanceof Answer.Value id) {
            return new Running(this, thread, id.value(), loop);
        }
        throw scene.object(scene.performed(), "the id of a thread");
    }

    Answer answerOf(String thread) {
        return scene.perform(new Step(worker, new Action.Outcome(thread)));
    }

    Returned outcome(String thread) {
        return perform(new Action.Outcome(thread));
    }

    /**
     * Calls a function that returns a descriptor: {@code open}, {@code shm_open}, {@code dup}, {@code memfd_create}, …, which must
     * succeed. The descriptor is closed at the end of the row unless the row itself closes it.
     */
    public Fd open(String function, Object... arguments) {
        String handle = nextHandle("d");
        Action.Call call =
                new Action.Call(function, arguments(arguments), Optional.of(new Argument.Descriptor(handle)));
        return new Fd(handle, (int) perform(call).succeeds().value());
    }

    /** {@code shm_open(name, O_RDWR | O_CREAT, 0600)} and {@code ftruncate} to a size. */
    public Fd create(Argument name, long sizeBytes) {
        Fd fd = open("shm_open", name, OpenFlags.READ_WRITE | OpenFlags.CREATE, 0600);
        call("ftruncate", fd, sizeBytes).returns(0);
        return fd;
    }

    /** {@code shm_open(name, O_RDWR, 0)}. */
    public Fd open(Argument name) {
        return open("shm_open", name, OpenFlags.READ_WRITE, 0);
    }

    /**
     * Calls {@code mmap}, which must succeed. The memory is unmapped at the end of the row unless the row itself does it.
     *
     * @param fd an {@link Fd}, or -1 with {@code MAP_ANONYMOUS}
     */
    public Area mmap(long address, long lengthBytes, int protection, int flags, Object fd, long offset) {
        return area("mmap", address, lengthBytes, protection, flags, fd, offset);
    }

    /** Calls {@code mmap(0, lengthBytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)}, which must succeed. */
    public Area map(Fd fd, long lengthBytes) {
        return mmap(0, lengthBytes, 3, 1, fd, 0);
    }

    /** As {@link #map(Fd, long)}, by a handle of the caller's choice, so that parties can share their areas' names. */
    public Area map(Fd fd, long lengthBytes, String handle) {
        return bound(handle, "mmap", 0, lengthBytes, 3, 1, fd, 0);
    }

    /** Calls a function that returns an address, {@code mmap}, {@code mremap} or {@code sem_open}, which must succeed. */
    public Area area(String function, Object... arguments) {
        return bound(nextHandle("m"), function, arguments);
    }

    private Area bound(String handle, String function, Object... arguments) {
        Action.Call call =
                new Action.Call(function, arguments(arguments), Optional.of(new Argument.Pointer(handle, 0)));
        long address = perform(call).is("an address", v -> v != -1 && v != 0).value();
        return new Area(handle, 0, address);
    }

    /** The party's private memory, {@value Argument#SCRATCH_BYTES} bytes, all zero when the row begins; mapped as shared memory. */
    public Area scratch(long offset) {
        return new Area(Argument.SCRATCH, offset, 0);
    }

    /** Reads memory. */
    public long get(Area at, Width width) {
        Answer answer = scene.perform(new Step(worker, new Action.Read(at.handle(), at.offset(), width)));
        if (answer instanceof Answer.Value value) {
            return value.value();
        }
        throw scene.object(scene.performed(), "any value");
    }

    /** Reads an int, with its sign. */
    public int getInt(Area at) {
        return (int) get(at, Width.INT);
    }

    /** Reads a long. */
    public long getLong(Area at) {
        return get(at, Width.LONG);
    }

    /** Writes memory; the low bytes count. */
    public void put(Area at, Width width, long value) {
        done(new Action.Write(at.handle(), at.offset(), width, width.keep(value)));
    }

    /** Writes an int. */
    public void putInt(Area at, int value) {
        put(at, Width.INT, value);
    }

    /** Writes a long. */
    public void putLong(Area at, long value) {
        put(at, Width.LONG, value);
    }

    /** Writes the same byte many times. */
    public void fill(Area at, long lengthBytes, int value) {
        done(new Action.Fill(at.handle(), at.offset(), lengthBytes, value & 0xff));
    }

    /** Reads an int, which must be this; a wrong one ends the row. */
    public void has(Area at, int expected) {
        int seen = getInt(at);
        scene.ruleLast("value 0x" + Integer.toHexString(expected), seen == expected);
    }

    /** Reads a long, which must be this; a wrong one ends the row. */
    public void hasLong(Area at, long expected) {
        long seen = getLong(at);
        scene.ruleLast("value 0x" + Long.toHexString(expected), seen == expected);
    }

    /** CRC-32 of a range; only worker JVMs know it. */
    public long checksum(Area at, long lengthBytes) {
        Answer answer = scene.perform(new Step(worker, new Action.Sum(at.handle(), at.offset(), lengthBytes)));
        if (answer instanceof Answer.Value value) {
            return value.value();
        }
        throw scene.object(scene.performed(), "any value");
    }

    /** Reads a value, which must throw this exception in a JVM. */
    public void readThrows(Area at, Width width, Class<? extends Throwable> exception) {
        throwsThat(new Action.Read(at.handle(), at.offset(), width), exception);
    }

    /** Writes a value, which must throw this exception in a JVM. */
    public void writeThrows(Area at, Width width, Class<? extends Throwable> exception) {
        throwsThat(new Action.Write(at.handle(), at.offset(), width, 1), exception);
    }

    /** Copies bytes out in bulk, which must throw this exception in a JVM. */
    public void copyOutThrows(Area at, long lengthBytes, Class<? extends Throwable> exception) {
        throwsThat(new Action.Sum(at.handle(), at.offset(), lengthBytes), exception);
    }

    /** Copies bytes in in bulk, which must throw this exception in a JVM. */
    public void copyInThrows(Area at, long lengthBytes, Class<? extends Throwable> exception) {
        throwsThat(new Action.Copy(at.handle(), at.offset(), lengthBytes, 1), exception);
    }

    /** Goes on an errand, which must throw this exception in a JVM. */
    public void errandThrows(Task task, Class<? extends Throwable> exception, String... arguments) {
        throwsThat(new Action.Errand(task, List.of(arguments)), exception);
    }

    private void throwsThat(Action action, Class<? extends Throwable> exception) {
        Answer answer = scene.perform(new Step(worker, action));
        Answer expected = new Answer.Threw(exception.getName());
        scene.ruleLast(expected.text(), answer.equals(expected));
    }

    /** Goes on an errand, which only worker JVMs do, and tells its figures. */
    public Answer.Figures errand(Task task, Object... arguments) {
        List<String> words = Arrays.stream(arguments).map(String::valueOf).toList();
        Answer answer = scene.perform(new Step(worker, new Action.Errand(task, words)));
        if (answer instanceof Answer.Figures figures) {
            return figures;
        }
        throw scene.object(scene.performed(), "any figures");
    }

    /** Opens the object {@code Scene.name(symbol)} for errands, which do not know what calls opened; the handle. */
    public String openForErrands(String symbol) {
        String handle = nextHandle("d");
        done(new Action.Open(symbol, handle));
        return handle;
    }

    /** Maps the whole object {@code Scene.name(symbol)} by {@code FileChannel}, for errands; the handle. */
    public String mapByChannel(String symbol, long sizeBytes) {
        String handle = nextHandle("m");
        done(new Action.ChannelMap(openForErrands(symbol), sizeBytes, handle));
        return handle;
    }

    /** Kills the process by SIGKILL and waits until it is gone. */
    public void kill() {
        Answer answer = scene.perform(new Step(worker, new Action.Kill()));
        scene.ruleLast("died", answer instanceof Answer.Died);
    }

    /** Has the process exit, with all that it holds. */
    public void exit() {
        Answer answer = scene.perform(new Step(worker, new Action.Exit()));
        scene.ruleLast("died", answer instanceof Answer.Died);
    }

    /** Puts a new process in the place of one that has died. */
    public void respawn() {
        done(new Action.Spawn());
    }

    /** Id of the process. */
    public long pid() {
        return scene.pid(worker);
    }

    void done(Action action) {
        Answer answer = scene.perform(new Step(worker, action));
        scene.ruleLast("ok", answer instanceof Answer.Ok);
    }

    Returned perform(Action action) {
        Answer answer = scene.perform(new Step(worker, action));
        return new Returned(scene, scene.performed(), answer);
    }

    private String nextHandle(String kind) {
        handles++;
        return kind + handles;
    }

    static List<Argument> arguments(Object... arguments) {
        return Arrays.stream(arguments).map(Party::argument).toList();
    }

    private static Argument argument(Object argument) {
        if (argument instanceof Argument a) {
            return a;
        } else if (argument instanceof Fd fd) {
            return fd.argument();
        } else if (argument instanceof Area area) {
            return area.argument();
        } else if (argument instanceof String text) {
            return new Argument.Text(text);
        } else if (argument instanceof Integer || argument instanceof Long || argument instanceof Short) {
            return new Argument.Number(((Number) argument).longValue());
        }
        throw new IllegalArgumentException("not an argument of a call: " + argument);
    }
}
