package org.shmstress.run.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.posix.PageSize;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Holdings;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;

/** A native process as a puppet. What its handles stand for is kept here: the process itself knows numbers only. */
final class NativePuppet implements Puppet {

    private static final long BOUND_MILLIS = 30_000;
    private static final long DEATH_MILLIS = 20_000;
    private static final int SIGNAL_BASE = 128;

    /** By number, from 0 (signal(7), x86-64 and aarch64). */
    private static final List<String> SIGNALS = List.of(
            "",
            "SIGHUP",
            "SIGINT",
            "SIGQUIT",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "SIGBUS",
            "SIGFPE",
            "SIGKILL",
            "SIGUSR1",
            "SIGSEGV",
            "SIGUSR2",
            "SIGPIPE",
            "SIGALRM",
            "SIGTERM",
            "SIGSTKFLT",
            "SIGCHLD",
            "SIGCONT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGTTIN",
            "SIGTTOU",
            "SIGURG",
            "SIGXCPU",
            "SIGXFSZ",
            "SIGVTALRM",
            "SIGPROF",
            "SIGWINCH",
            "SIGIO",
            "SIGPWR",
            "SIGSYS");

    private final NativeProgram program;
    private final Life life;
    private final SocketChannel channel;
    private final Holdings holdings;
    private final StringBuilder heard = new StringBuilder();
    private NativeOrder awaited = new NativeOrder(new Action.Exit(), "", List.of());
    private long toldNanos;
    private boolean closed;

    /**
     * The process.
     *
     * @param handle by which it is found and killed
     * @param process by which its end is known, if it is a child of this one
     */
    record Life(ProcessHandle handle, Optional<Process> process) {}

    private NativePuppet(NativeProgram program, Life life, SocketChannel channel, Holdings holdings) {
        this.program = program;
        this.life = life;
        this.channel = channel;
        this.holdings = holdings;
    }

    /** One that was just started; returns once it has said hello. */
    static NativePuppet of(NativeProgram program, Life life, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        NativePuppet started = new NativePuppet(program, life, channel, new Holdings(PageSize.bytes()));
        started.greet();
        return started;
    }

    /**
     * The child that it has just forked; returns once that has said hello.
     *
     * @param pid as this process sees it: in a namespace of its own the child says another one, which may be anybody's here
     */
    NativePuppet child(long pid) {
        ProcessHandle handle =
                ProcessHandle.of(pid).orElseThrow(() -> new HarnessException("a forked process was gone at once"));
        try {
            SocketChannel childs = program.accept();
            childs.configureBlocking(false);
            NativePuppet child = new NativePuppet(program, new Life(handle, Optional.empty()), childs, holdings.copy());
            child.greet();
            return child;
        } catch (IOException e) {
            throw new HarnessException("cannot reach the process that was forked", e);
        }
    }

    /** Hears the hello, which says where its private memory lies. */
    private void greet() {
        String hello = line().orElseThrow(() -> new HarnessException("a native process did not say hello"));
        String[] words = hello.split(" ");
        if (words.length != 3 || !words[0].equals("h")) {
            throw new HarnessException("a native process began with '" + hello + "'");
        }
        holdings.lend(Argument.SCRATCH, new Holdings.Memory(Long.parseLong(words[2]), Argument.SCRATCH_BYTES));
    }

    @Override
    public void tell(Order order) {
        while (order.atNanos() != 0 && System.nanoTime() < order.atNanos()) {
            Thread.onSpinWait();
        }
        toldNanos = System.nanoTime();
        awaited = NativeOrder.of(order.action().orElseThrow(), holdings, program);
        if (awaited.refusal().isEmpty()) {
            send(awaited.line());
        }
    }

    private void send(String line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        } catch (IOException e) {
            closed = true; // it is dead, as whoever listens will find out
        }
    }

    @Override
    public Optional<Performance> hear() {
        Optional<Answer> refused = awaited.refusal();
        if (refused.isPresent()) {
            return Optional.of(new Performance(toldNanos, System.nanoTime(), refused.get()));
        }
        Optional<String> line = closed ? Optional.empty() : line();
        return line.map(l -> new Performance(toldNanos, System.nanoTime(), awaited.answer(l, holdings)));
    }

    /** The next line, within a bound; empty if the process has died or been killed for not answering. */
    private Optional<String> line() {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(1024);
            while (heard.indexOf("\n") < 0) {
                int n = channel.read(buffer.clear());
                if (n < 0) {
                    closed = true;
                    return Optional.empty();
                } else if (n == 0 && !await(SelectionKey.OP_READ)) {
                    kill();
                    return Optional.empty();
                }
                heard.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
            }
        } catch (IOException e) {
            closed = true; // a process that was killed may reset the connection
            return Optional.empty();
        }
        String line = heard.substring(0, heard.indexOf("\n"));
        heard.delete(0, line.length() + 1);
        return Optional.of(line);
    }

    private boolean await(int what) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, what);
            return selector.select(BOUND_MILLIS) > 0;
        }
    }

    @Override
    public void kill() {
        life.handle.destroyForcibly();
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw new HarnessException("cannot close the connection to a native process", e);
        }
        awaitEnd();
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEATH_MILLIS);
        while (!hasEnded()) {
            if (System.nanoTime() > deadline) {
                throw new HarnessException("native process " + pid() + " still lives 20 s after its end was due");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HarnessException("interrupted", e);
            }
        }
    }

    /** A child of this JVM has an exit code then; a forked process stays in the table until its own parent asks for it. */
    private boolean hasEnded() {
        return life.process
                .map(process -> !process.isAlive())
                .orElseGet(() -> !life.handle.isAlive() || ProcessStates.isZombie(pid()));
    }

    @Override
    public long pid() {
        return life.handle.pid();
    }

    @Override
    public boolean isDead() {
        return closed;
    }

    @Override
    public String death() {
        awaitEnd();
        if (life.process.isEmpty()) {
            return "and only the process that forked it knows how";
        }
        int code = life.process.get().exitValue();
        int signal = code - SIGNAL_BASE;
        return signal > 0 && signal < SIGNALS.size()
                ? "was killed by " + SIGNALS.get(signal)
                : "exited with code " + code;
    }

    @Override
    public void replace() {
        throw new HarnessException("a native process is not replaced: start another one");
    }
}
