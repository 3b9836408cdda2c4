package org.shmstress.protocol;

import java.util.List;

/**
 * Everything that a parent and a worker ever say to each other, in frames on the worker's stdin and stdout.
 *
 * <p>The parent sends one {@link Command} at a time and gets exactly one {@link Reply}; a worker that has died answers with
 * end of file. Components are {@code int}, {@code long}, {@code boolean}, {@code double}, strings, enums, records and lists of
 * these, which is all that {@link MessageCodec} knows.
 */
public sealed interface Message {

    /** Said by the parent. */
    sealed interface Command extends Message {}

    /** Said by a worker. */
    sealed interface Reply extends Message {}

    /**
     * Map this segment through the worker's access path.
     *
     * @param path file below the shared-memory file system
     * @param sizeBytes size that the header and fstat must confirm
     * @param inode inode that the opened file must have
     * @param runId run id that the header must carry
     * @param workerIndex which control line is this worker's
     */
    record Attach(String path, long sizeBytes, long inode, long runId, int workerIndex) implements Command {}

    /** Unmap the attached segment. */
    record Detach() implements Command {}

    /** Run one actor of an outcome test on the attached segment. */
    record Sample(OutcomeTask task) implements Command {}

    /**
     * Have actors run on so many threads of this one process.
     *
     * @param actors how many
     */
    record Enlist(int actors) implements Command {}

    /** Run all actors of an outcome test as it was compiled, each on a thread of this process: one task per actor. */
    record Race(List<OutcomeTask> tasks) implements Command {}

    /** Run operations of a shared object on the attached segment. */
    record Operate(OperationTask task) implements Command {}

    /** Perform one step of a script, given in the script's text form. */
    record Perform(String step) implements Command {}

    /** Leave orderly. */
    record Shutdown() implements Command {}

    /**
     * First reply of a worker, unasked.
     *
     * @param pid process id
     * @param threadId kernel thread id of the thread that runs all commands, for pinning
     * @param javaVersion {@code java.runtime.version}
     * @param accessPath name of the access path that this worker uses for all its life
     */
    record Hello(long pid, long threadId, String javaVersion, String accessPath) implements Reply {}

    /**
     * Answer to {@link Attach}.
     *
     * @param mappingAddress virtual address of the first byte
     * @param inode inode of the mapped file as this worker sees it
     */
    record Attached(long mappingAddress, long inode) implements Reply {}

    /** Answer to {@link Detach} and {@link Shutdown}. */
    record Done() implements Reply {}

    /** Answer to {@link Sample}. */
    record Sampled(OutcomeReport report) implements Reply {}

    /** Answer to {@link Enlist}: the kernel's thread ids, for pinning. */
    record Enlisted(List<Long> threadIds) implements Reply {}

    /** Answer to {@link Race}: one report per actor. */
    record Raced(List<OutcomeReport> reports) implements Reply {}

    /** Answer to {@link Operate}. */
    record Operated(OperationReport report) implements Reply {}

    /** Answer to {@link Perform}, in the text form of an answer. */
    record Performed(String answer) implements Reply {}

    /**
     * The command threw.
     *
     * @param what what was being done
     * @param exception class name of the exception
     * @param text its message, may be empty
     * @param stack stack trace lines
     */
    record Failed(String what, String exception, String text, List<String> stack) implements Reply {}
}
