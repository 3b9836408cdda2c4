package org.shmstress.script;

import java.util.List;
import java.util.function.Function;

/**
 * What a worker can be sent to do in one {@link Action.Errand}: loops and looks that would be thousands of steps, or that no step has.
 * Each is answered by named figures. What they are is told where they are done, in {@code org.shmstress.worker.errand}.
 */
public enum Task implements Word {
    /** Address, device, inode, offset and page frame of a mapping, as the kernel tells them. */
    WHERE(Parameter.MAPPING),
    /** Number, flags, size and blocks of a descriptor. */
    DESCRIPTOR(Parameter.DESCRIPTOR),
    /** Free bytes, and shared memory of the machine and of the process. */
    MEMORY,
    /** Whether the directory of shared-memory objects lists the name. */
    LISTED(Parameter.NAME),
    /** Opens the name with another user's rights: user id. */
    OPEN_AS(Parameter.NUMBER, Parameter.NAME),
    /** Has the process remember which object a descriptor leads to. */
    REMEMBER(Parameter.DESCRIPTOR),
    /** Which processes hold the object that was remembered. */
    HOLDERS,
    /** One value, read through the mapping: offset. */
    VALUE(Parameter.MAPPING, Parameter.NUMBER),
    /** One value, read by {@code pread}: offset. */
    FILE_VALUE(Parameter.DESCRIPTOR, Parameter.NUMBER),
    /** Looks at a counter for a while: offset, milliseconds. */
    WATCH(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER),
    /** Touches pages: first page, how many, {@code read} or {@code write}. */
    TOUCH(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER, Parameter.WORD),
    /** Stores and loads: how many, pages touched before or not ({@code touched}, {@code untouched}). */
    ACCESS(Parameter.MAPPING, Parameter.NUMBER, Parameter.WORD),
    /** The same number of {@code pwrite} and {@code pread}. */
    ACCESS_BY_CALLS(Parameter.DESCRIPTOR, Parameter.NUMBER),
    /** Sends nonces and checks what comes back: rounds, milliseconds of patience, {@code guarded}, {@code calling} or {@code guarded-calling}. */
    PING(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER, Parameter.WORD),
    /** Sends back what {@link #PING} sends, changed: as there. */
    PONG(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER, Parameter.WORD),
    /** Reserves address space, so that what is mapped next lies elsewhere: bytes. */
    PAD(Parameter.NUMBER),
    /** Keeps a long, given in disguise, in memory of its own. */
    KEEP(Parameter.NUMBER),
    /** Looks for a long, given in disguise, in a mapping. */
    FIND(Parameter.MAPPING, Parameter.NUMBER),
    /** Looks for a long, given in disguise, in all readable memory of the process. */
    FIND_ANYWHERE(Parameter.NUMBER),
    /** Writes the address of the first mapping into the second one: offset there. */
    TELL_ADDRESS(Parameter.MAPPING, Parameter.MAPPING, Parameter.NUMBER),
    /** Reads at the address that the mapping holds, in this process: offset. */
    PEEK(Parameter.MAPPING, Parameter.NUMBER),
    /** Touches memory that is gone, and dies: bytes, {@code unmapped} or {@code truncated}. */
    TOUCH_GONE(Parameter.DESCRIPTOR, Parameter.NUMBER, Parameter.WORD),
    /** Writes values of every width: access path or {@code own}, {@code right}, {@code swapped} or {@code shifted}. */
    PATTERN(Parameter.MAPPING, Parameter.WORD, Parameter.WORD),
    /** Compares what {@link #PATTERN} wrote: access path or {@code own}. */
    COMPARE(Parameter.MAPPING, Parameter.WORD),
    /** Tries atomic access to misaligned values, through buffers and through memory segments. */
    MISALIGNED(Parameter.MAPPING),
    /** Loads what a channel has mapped, as {@code MappedByteBuffer} does it. */
    LOAD(Parameter.MAPPING),
    /** Copies arrays into a mapping, of all ones and of all zeros in turn: how many. */
    COPIES(Parameter.MAPPING, Parameter.NUMBER),
    /** Locks a file through a channel, and tries to through a second one. */
    LOCK_TWICE(Parameter.DESCRIPTOR),
    /** Changes records between two patterns: kind of record, milliseconds. */
    FLIP(Parameter.MAPPING, Parameter.WORD, Parameter.NUMBER),
    /** Looks whether such records are of one pattern: as there. */
    LOOK(Parameter.MAPPING, Parameter.WORD, Parameter.NUMBER),
    /** Initialises a mutex: {@code shared}, {@code private} or {@code robust}. */
    MUTEX_INIT(Parameter.MAPPING, Parameter.WORD),
    /** Counts under the mutex: milliseconds, {@code lock}, {@code skip} or {@code initialise}. */
    MUTEX_LOOP(Parameter.MAPPING, Parameter.NUMBER, Parameter.WORD),
    /** Locks the mutex and keeps it. */
    MUTEX_HOLD(Parameter.MAPPING),
    /** Locks the mutex, repairs it if its owner died, and unlocks it: milliseconds. */
    MUTEX_TAKE(Parameter.MAPPING, Parameter.NUMBER),
    /** Initialises a semaphore: permits, {@code shared} or {@code private}. */
    SEMAPHORE_INIT(Parameter.MAPPING, Parameter.NUMBER, Parameter.WORD),
    /** Writes items, a post after each: how many, posts too many at the end. */
    PRODUCE(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER),
    /** Waits for items and checks them: how many, milliseconds of patience. */
    CONSUME(Parameter.MAPPING, Parameter.NUMBER, Parameter.NUMBER),
    /** Enters a section of so many permits again and again: milliseconds. */
    SECTION(Parameter.MAPPING, Parameter.NUMBER),
    /** Permits of the semaphore. */
    PERMITS(Parameter.MAPPING),
    /** Sends over a channel: its kind, a directory for its names, size of a message in bytes, milliseconds. */
    CHANNEL_FIRST(Parameter.MAPPING, Parameter.WORD, Parameter.PATH, Parameter.NUMBER, Parameter.NUMBER),
    /** The other end of that. */
    CHANNEL_SECOND(Parameter.MAPPING, Parameter.WORD, Parameter.PATH, Parameter.NUMBER, Parameter.NUMBER),
    /** Free bytes of the file system that holds, or would hold, the name. */
    ROOM(Parameter.NAME),
    /** Duplicates a descriptor up to the limit, and opens the name then. */
    EXHAUST_DESCRIPTORS(Parameter.DESCRIPTOR, Parameter.NAME),
    /** Maps so many bytes below a limit of address space. */
    EXHAUST_ADDRESSES(Parameter.DESCRIPTOR, Parameter.NUMBER),
    /** Creates and unlinks a name that is made so many characters long. */
    LONG_NAME(Parameter.NAME, Parameter.NUMBER),
    /** Opens and unlinks the name with another user's rights: user id. */
    AS_USER(Parameter.NUMBER, Parameter.NAME),
    /** Writes and reads a page: offset in the object. */
    FAR_PAGE(Parameter.DESCRIPTOR, Parameter.NUMBER),
    /** Gives the worker shared-memory objects of its own: bytes of room for them. The worker has to be killed afterwards. */
    OWN_ROOM(Parameter.NUMBER),
    /** Reserves memory: offset, bytes. */
    RESERVE(Parameter.DESCRIPTOR, Parameter.NUMBER, Parameter.NUMBER);

    private final List<Parameter> parameters;

    Task(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    /** What an argument stands for. */
    public enum Parameter {
        /** Handle of a mapping of the worker. */
        MAPPING(words -> words.handle("mapping")),
        /** Handle of an open descriptor of the worker. */
        DESCRIPTOR(words -> words.handle("descriptor")),
        /** Name of an object; symbolic in a script. */
        NAME(Words::name),
        /** An integer. */
        NUMBER(words -> Long.toString(words.number("a number"))),
        /** One of the task's own words. */
        WORD(words -> words.word("a word")),
        /** A directory. */
        PATH(words -> words.word("a directory"));

        private final Function<Words, String> reader;

        Parameter(Function<Words, String> reader) {
            this.reader = reader;
        }

        String read(Words words) {
            return reader.apply(words);
        }
    }

    /** What its arguments stand for, in order. */
    public List<Parameter> parameters() {
        return parameters;
    }
}
