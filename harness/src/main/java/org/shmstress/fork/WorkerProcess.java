package org.shmstress.fork;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.plan.Jvm;
import org.shmstress.posix.Signal;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;
import org.shmstress.segment.AccessPath;

/**
 * One worker JVM as the parent sees it.
 *
 * <p>One thread sends and awaits, one command at a time. {@link #kill}, {@link #stop} and {@link #cont} may be called by any
 * thread at any moment, as faults and shutdown hooks do.
 */
public final class WorkerProcess {

    /** What Linux gives a pipe unless the user has thousands of them. */
    private static final int PIPE_BYTES = 65_536;

    private static final Duration HELLO_BOUND = Duration.ofMinutes(2);

    private final WorkerSpec spec;
    private final ClassArchives.Start start;
    private final long startedNanos;
    private final Process process;
    private final OutputStream commands;
    private final Inbox inbox;
    private final Obituary obituary;
    private final Conduct conduct = new Conduct();

    private Optional<Message.Hello> hello = Optional.empty();
    private Optional<WorkerExit> exit = Optional.empty();
    private long startMillis;
    private long endedNanos;
    private boolean leaving;

    private WorkerProcess(
            WorkerSpec spec, WorkerHost host, ClassArchives.Start start, long startedNanos, Process process) {
        this.spec = spec;
        this.start = start;
        this.startedNanos = startedNanos;
        this.process = process;
        this.commands = process.getOutputStream();
        String name = "worker-" + process.pid();
        this.inbox = Inbox.start(name, process.getInputStream());
        this.obituary =
                new Obituary(process, host, WorkerLog.start(host.logFile(process.pid()), process.getErrorStream()));
    }

    /** Forks; the worker is of use once it has said hello. */
    static WorkerProcess launch(WorkerSpec spec, WorkerHost host, ClassArchives.Start start) {
        long now = System.nanoTime();
        return new WorkerProcess(spec, host, start, now, Starter.start(spec, host, start.flags()));
    }

    /** Waits until the worker is ready for commands. */
    WorkerProcess awaitHello() {
        if (hello.isPresent()) {
            return this;
        }
        Response first = await(Deadline.in(HELLO_BOUND));
        startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        if (first instanceof Response.Replied replied && replied.reply() instanceof Message.Hello said) {
            hello = Optional.of(said);
            return this;
        }
        throw lost("start", first, HELLO_BOUND);
    }

    /** What it said first: kernel thread id of its command thread, and Java version. */
    public Message.Hello hello() {
        return hello.orElseThrow(() -> new IllegalStateException(describe() + " has not said hello"));
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** JDK that it runs on. */
    public Jvm jvm() {
        return spec.jvm();
    }

    /** Access path that it uses. */
    public AccessPath path() {
        return spec.path();
    }

    /** JDK and access path. */
    public WorkerSpec spec() {
        return spec;
    }

    /** How it was told to make use of, or to contribute to, a class archive. */
    ClassArchives.Start start() {
        return start;
    }

    /** Milliseconds from the fork to its hello. */
    public long startMillis() {
        return startMillis;
    }

    /** {@link System#nanoTime} at its fork. */
    public long startedNanos() {
        return startedNanos;
    }

    /** As messages name it. */
    public String describe() {
        return "worker " + pid() + " (" + spec.describe() + ")";
    }

    /** How it ended, if it has and somebody noticed. */
    public Optional<WorkerExit> exit() {
        return exit;
    }

    /** Whether the process is there; a worker that is being stopped or hangs is alive. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether this worker may serve another trial: see {@link WorkerPool} for why. */
    boolean isReusable() {
        return exit.isEmpty() && process.isAlive() && conduct.isSpotless();
    }

    /** Whether a segment is still attached. */
    boolean isAttached() {
        return conduct.isAttached();
    }

    /**
     * Sends a command; its response is to be awaited before the next one is sent. A command fits into an empty pipe, so this
     * does not block, even on a stopped worker. A worker that is dead already is noticed by {@link #await}.
     */
    public void send(Message.Command command) {
        byte[] frame = MessageCodec.encode(command);
        if (frame.length > PIPE_BYTES) {
            throw new HarnessException("a " + command.getClass().getSimpleName() + " of " + frame.length
                    + " bytes is larger than a pipe (" + PIPE_BYTES + " bytes): split it");
        }
        conduct.sent(command);
        try {
            commands.write(frame);
            commands.flush();
        } catch (IOException e) {
            // A broken pipe: the reader of this worker's replies sees the same end, and knows how it came about.
            conduct.spoil();
        }
    }

    /** Waits for the response to the command that was sent last. */
    public Response await(Deadline deadline) {
        if (exit.isPresent()) {
            return new Response.Died(exit.get());
        }
        Optional<Inbox.Arrival> arrival = Waits.uninterrupted(describe(), () -> inbox.await(deadline));
        if (arrival.isEmpty()) {
            return new Response.Silent();
        }
        Optional<Message.Reply> reply = arrival.get().reply();
        if (reply.isPresent()) {
            conduct.replied(reply.get());
            return new Response.Replied(reply.get());
        }
        return new Response.Died(bury(arrival.get().complaint()));
    }

    /**
     * Sends a command that is quick by nature and waits for its reply. A worker that does not answer within the bound hangs: it
     * is dumped and killed. Commands that may take their time go through {@link Team}, which asks for a state proof.
     *
     * @throws WorkerLostException if the worker died or hung; its exit says how
     */
    public Message.Reply call(Message.Command command, Duration bound) {
        send(command);
        Response response = await(Deadline.in(bound));
        if (response instanceof Response.Replied replied) {
            return replied.reply();
        }
        throw lost(command.getClass().getSimpleName(), response, bound);
    }

    /**
     * As {@link #call}, for a reply of one kind.
     *
     * @throws WorkerLostException if the worker died or hung
     * @throws CommandFailedException if the command failed in the worker
     */
    public <R extends Message.Reply> R call(Message.Command command, Class<R> kind, Duration bound) {
        Message.Reply reply = call(command, bound);
        if (kind.isInstance(reply)) {
            return kind.cast(reply);
        }
        if (reply instanceof Message.Failed failed) {
            throw new CommandFailedException(this, failed);
        }
        throw new HarnessException(command.getClass().getSimpleName() + " on " + describe() + " was answered by "
                + reply.getClass().getSimpleName() + " instead of " + kind.getSimpleName());
    }

    /**
     * Kills it, also when it is stopped.
     *
     * @param why what the exit will say, as in {@code worker 4711 was killed inside its critical section}
     */
    public void kill(String why) {
        conduct.spoil();
        obituary.expect(How.KILLED_ON_PURPOSE, why);
        Signals.kill(process);
    }

    /** Stops it (SIGSTOP) until {@link #cont}. A worker that was stopped is not used for another trial. */
    public void stop() {
        conduct.spoil();
        Signals.send(process, Signal.STOP);
    }

    /** Lets it go on (SIGCONT). */
    public void cont() {
        Signals.send(process, Signal.CONT);
    }

    /** Takes a thread dump of each into its log; all write at the same time. */
    static void dump(Collection<WorkerProcess> workers) {
        workers.forEach(worker -> worker.obituary.askForDump());
        workers.forEach(worker -> worker.obituary.awaitDump());
    }

    /** Ends a worker that hangs by state proof. */
    WorkerExit hung(String proof) {
        conduct.spoil();
        obituary.expect(How.HUNG, proof);
        Signals.kill(process);
        return bury("");
    }

    /** Asks it to leave, unless it is busy or gone. */
    void askToLeave() {
        if (exit.isEmpty() && !conduct.isAwaited()) {
            send(new Message.Shutdown());
            leaving = true;
        }
    }

    /** Ends it, orderly if it is idle and leaves within the bound, and tells how it lived. */
    WorkerLife finish(Duration bound) {
        if (!leaving) {
            askToLeave();
        }
        if (exit.isEmpty()) {
            leave(Deadline.in(bound));
        }
        WorkerExit how = bury("");
        return new WorkerLife(pid(), spec, startedNanos, endedNanos, startMillis, how, obituary.logName());
    }

    private void leave(Deadline deadline) {
        Response last = leaving ? await(deadline) : new Response.Silent();
        if (last instanceof Response.Replied replied && replied.reply() instanceof Message.Done) {
            obituary.askedToLeave();
            closeCommands();
        } else if (!(last instanceof Response.Died)) {
            kill(
                    leaving
                            ? "was killed: it did not leave when asked"
                            : "was killed: it was busy when it was no longer needed");
        }
    }

    /** Lets its watcher's read return, for which its JVM would wait. */
    private void closeCommands() {
        try {
            commands.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private WorkerLostException lost(String tried, Response response, Duration bound) {
        if (response instanceof Response.Died died) {
            return new WorkerLostException(tried, this, died.exit());
        }
        dump(List.of(this));
        WorkerExit how = hung("did not answer " + tried + " within " + bound.toSeconds() + " s");
        return new WorkerLostException(tried, this, how);
    }

    private WorkerExit bury(String complaint) {
        WorkerExit how = exit.orElseGet(() -> obituary.write(complaint));
        if (exit.isEmpty()) {
            endedNanos = System.nanoTime();
            exit = Optional.of(how);
        }
        return how;
    }
}
