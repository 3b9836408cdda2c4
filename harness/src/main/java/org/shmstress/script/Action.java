package org.shmstress.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a worker is told to do in one step. Handles are the script's own words, one name space per worker and kind: {@code a}
 * for a descriptor, {@code m} for a mapping, {@code t} for traffic.
 */
public sealed interface Action {

    /** The action in its text form, without the worker. */
    default String text() {
        return ActionText.write(this);
    }

    /** Reads the text form; names of objects are taken as they are. */
    static Action parse(String text) {
        return ActionText.read(text);
    }

    /** Works on the names of objects. */
    sealed interface OnName extends Action {

        /** Name of the object. */
        String name();

        /** The same action on another name. */
        OnName withName(String other);
    }

    /** Works on an open descriptor. */
    sealed interface OnDescriptor extends Action {

        /** Handle of the descriptor. */
        String descriptor();
    }

    /** Opens a descriptor that no name leads to. */
    sealed interface Obtain extends Action {

        /** Handle of the new descriptor. */
        String descriptor();
    }

    /** Works on a mapping: its bytes, through the worker's access path, or its pages. */
    sealed interface OnMapping extends Action {

        /** Handle of the mapping. */
        String mapping();
    }

    /** Works on a range of a mapping's pages, by a system call. */
    sealed interface OnPages extends OnMapping {

        /** First byte, counted from the mapping's own; system calls want a page boundary. */
        long offset();

        /** How many bytes. */
        long lengthBytes();
    }

    /** Works on a thread that increments a long in a mapping. */
    sealed interface OnTraffic extends Action {

        /** Handle of the traffic. */
        String traffic();
    }

    /** Calls a function of the C library by its name, on the thread that performs steps or on one of its own. */
    sealed interface OnLibrary extends Action {}

    /** Works on the process, or on the machine as it sees it. */
    sealed interface OnProcess extends Action {}

    /** {@code shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)}. */
    record Create(String name, String descriptor) implements OnName {
        @Override
        public Create withName(String other) {
            return new Create(other, descriptor);
        }
    }

    /** {@code shm_open(name, O_RDWR)}. */
    record Open(String name, String descriptor) implements OnName {
        @Override
        public Open withName(String other) {
            return new Open(other, descriptor);
        }
    }

    /**
     * {@code shm_open} with whatever flags.
     *
     * @param mode permission bits of an object that it creates
     */
    record ShmOpen(String name, OpenMode access, Set<OpenFlag> flags, int mode, String descriptor) implements OnName {
        public ShmOpen {
            flags = Set.copyOf(flags);
        }

        @Override
        public ShmOpen withName(String other) {
            return new ShmOpen(other, access, flags, mode, descriptor);
        }
    }

    /** {@code shm_unlink(name)}. */
    record Unlink(String name) implements OnName {
        @Override
        public Unlink withName(String other) {
            return new Unlink(other);
        }
    }

    /** {@code ftruncate(descriptor, sizeBytes)}. */
    record Size(String descriptor, long sizeBytes) implements OnDescriptor {}

    /** {@code fstat(descriptor)}: size, identity and number of links. */
    record Stat(String descriptor) implements OnDescriptor {}

    /** {@code posix_fallocate}: the memory of the range is reserved, the object grows to hold it. */
    record Allocate(String descriptor, long offset, long lengthBytes) implements OnDescriptor {}

    /** {@code fchmod}. */
    record Chmod(String descriptor, int mode) implements OnDescriptor {}

    /** {@code fstat}: the permission bits. */
    record Mode(String descriptor) implements OnDescriptor {}

    /** The number of the descriptor, by which {@code /proc/PID/fd} knows it. */
    record Number(String descriptor) implements OnDescriptor {}

    /** {@code dup}. */
    record Dup(String descriptor, String duplicate) implements OnDescriptor {}

    /** {@code fcntl(F_ADD_SEALS)}. */
    record AddSeals(String descriptor, Set<Seal> seals) implements OnDescriptor {
        public AddSeals {
            seals = Set.copyOf(seals);
        }
    }

    /** {@code fcntl(F_GET_SEALS)}: their bits. */
    record Seals(String descriptor) implements OnDescriptor {}

    /** {@code fcntl(F_SETLK)} or {@code fcntl(F_OFD_SETLK)} on the whole object, without waiting. */
    record Lock(String descriptor, LockOwner owner, LockKind kind) implements OnDescriptor {}

    /** {@code mmap} with any offset, protection and sharing, at an address of the system's choice. */
    record Mmap(
            String descriptor, long offset, long lengthBytes, Protection protection, Visibility sharing, String mapping)
            implements OnDescriptor {}

    /** {@code mmap(0, lengthBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)}. */
    record Map(String descriptor, long lengthBytes, String mapping) implements OnDescriptor {}

    /** The same by {@code FileChannel.map}, on a channel of its own to the same file, which it must map whole. */
    record ChannelMap(String descriptor, long lengthBytes, String mapping) implements OnDescriptor {}

    /** {@code close(descriptor)}. */
    record Close(String descriptor) implements OnDescriptor {}

    /** {@code memfd_create}, with {@code MFD_ALLOW_SEALING} or without. */
    record Memfd(boolean sealable, String descriptor) implements Obtain {}

    /**
     * {@code open("/proc/PID/fd/N", O_RDWR)}: another worker's descriptor, opened anew.
     *
     * @param owner index of the worker that has it
     * @param theirs its handle of it
     */
    record Take(int owner, String theirs, String descriptor) implements Obtain {}

    /** Reads one value. */
    record Read(String mapping, long offset, Width width) implements OnMapping {}

    /** Writes one value; only its low bytes count if the width is smaller than a long. */
    record Write(String mapping, long offset, Width width, long value) implements OnMapping {}

    /** Writes the same byte {@code lengthBytes} times. */
    record Fill(String mapping, long offset, long lengthBytes, long value) implements OnMapping {}

    /** Writes an array of {@code lengthBytes} equal bytes by one bulk copy. */
    record Copy(String mapping, long offset, long lengthBytes, long value) implements OnMapping {}

    /** Atomically writes an int or a long if the expected one is there; answers 1 if it was, else 0. */
    record Cas(String mapping, long offset, Width width, long expected, long value) implements OnMapping {}

    /**
     * Zeroes the first {@value #HEATED_BYTES} bytes from the offset on by accesses of every kind, until the JVM has compiled them;
     * answers the compiler's level, 0 if it does not compile.
     *
     * @param most how often at the most; 0: nothing is accessed, the level alone is asked for
     */
    record Heat(String mapping, long offset, long most) implements OnMapping {
        /** How many bytes it zeroes. */
        public static final long HEATED_BYTES = 64;
    }

    /** CRC-32 over a range. */
    record Sum(String mapping, long offset, long lengthBytes) implements OnMapping {}

    /** {@code munmap} of the whole mapping. */
    record Unmap(String mapping) implements OnMapping {}

    /** {@code munmap} of some of its pages. */
    record UnmapPart(String mapping, long offset, long lengthBytes) implements OnPages {}

    /** {@code mprotect}. */
    record Protect(String mapping, long offset, long lengthBytes, Protection protection) implements OnPages {}

    /** {@code msync(MS_SYNC)}. */
    record Sync(String mapping, long offset, long lengthBytes) implements OnPages {}

    /** {@code madvise}. */
    record Advise(String mapping, long offset, long lengthBytes, Advice advice) implements OnPages {}

    /** {@code mlock}. */
    record LockMemory(String mapping, long offset, long lengthBytes) implements OnPages {}

    /** Starts a thread that atomically increments the long at the offset, and a private count beside it, until stopped. */
    record Start(String traffic, String mapping, long offset) implements OnTraffic {}

    /** Waits until the private count has grown by that many since the traffic's start or its last {@code Await}. */
    record Await(String traffic, long increments) implements OnTraffic {}

    /** Stops the thread; the answer is its private count. */
    record Stop(String traffic) implements OnTraffic {}

    /**
     * Calls a function of the C library with up to six arguments, whatever comes of it.
     *
     * @param handle a {@link Argument.Descriptor} or {@link Argument.Pointer} to which what is returned is bound, unless it says that
     *     the call failed
     */
    record Call(String function, List<Argument> arguments, Optional<Argument> handle) implements OnLibrary {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Begins a call on a thread of its own and answers at once; a second call on the thread waits for nothing. */
    record Begin(String thread, Call call) implements OnLibrary {}

    /**
     * Begins a loop on a thread of its own and answers as {@link Begin} does; its {@link Outcome} is how far it came.
     *
     * @param instructions one after the other in each round
     */
    record Loop(String thread, long rounds, List<Instruction> instructions) implements OnLibrary {
        public Loop {
            instructions = List.copyOf(instructions);
        }
    }

    /** Waits until the thread's call has returned, and answers what it returned. */
    record Outcome(String thread) implements OnLibrary {}

    /** Ends the thread, which is not in a call, and waits until it has ended. */
    record EndThread(String thread) implements OnLibrary {}

    /** The kernel's id of the thread. */
    record ThreadId(String thread) implements OnLibrary {}

    /** What only a native process can do to itself. */
    sealed interface OnNative extends Action {}

    /** {@code fork}: the child is the next worker that has no number yet; the answer is its process id. */
    record Fork() implements OnNative {}

    /** Executes its own program anew, without a new process. */
    record Exec() implements OnNative {}

    /** Reads or writes one byte, and answers the value or the signal that it was hit by. */
    record Touch(String mapping, long offset, boolean write) implements OnNative {}

    /** {@code sigaction} with a handler that counts. */
    record Handle(int signal, int flags) implements OnNative {}

    /** How often that handler has run. */
    record Handled(int signal) implements OnNative {}

    /**
     * Some work that a worker does by itself, answered by figures. The model knows nothing of it but which objects it may write to.
     *
     * @param arguments as the task's parameters say, in text form
     */
    record Errand(Task task, List<String> arguments) implements OnProcess {
        public Errand {
            arguments = List.copyOf(arguments);
        }

        /** The arguments that stand for this. */
        public Stream<String> arguments(Task.Parameter parameter) {
            return IntStream.range(0, arguments.size())
                    .filter(i -> task.parameters().get(i) == parameter)
                    .mapToObj(arguments::get);
        }

        /** The same with other names of objects. */
        public Errand withNames(UnaryOperator<String> other) {
            return new Errand(
                    task,
                    IntStream.range(0, arguments.size())
                            .mapToObj(i -> task.parameters().get(i) == Task.Parameter.NAME
                                    ? other.apply(arguments.get(i))
                                    : arguments.get(i))
                            .toList());
        }
    }

    /** {@code statvfs}: bytes free in the file system that holds shared-memory objects. */
    record Free() implements OnProcess {}

    /** The worker ends its own process, with all handles as they are. */
    record Exit() implements OnProcess {}

    /** Forks and executes a new process in the place of a worker that has died. */
    record Spawn() implements OnProcess {}

    /** The worker is killed by SIGKILL. */
    record Kill() implements OnProcess {}
}
