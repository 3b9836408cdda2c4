package org.shmstress.fork.helper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.Starter;

/** One process of the native helper: a line goes in, a line comes out. The source of the program says which. */
public final class Helper implements AutoCloseable {

    private static final Duration HELLO_BOUND = Duration.ofSeconds(60);
    private static final Duration END_BOUND = Duration.ofSeconds(60);
    private static final int CAPACITY = 256;

    /** While some other process is between fork and exec, it may hold the descriptor through which the program was written. */
    private static final int STARTS = 50;

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>(CAPACITY);
    private final long scratch;
    private boolean ended;

    private Helper(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::read, "shmstress-helper-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        this.scratch = hear(Deadline.in(HELLO_BOUND))
                .orElseThrow(() -> new HarnessException("the native helper does not start"))
                .secondNumber();
    }

    /** Starts one. */
    public static Helper start() {
        HarnessException last = new HarnessException("not tried");
        for (int i = 0; i < STARTS; i++) {
            try {
                return new Helper(Starter.start(List.of(HelperProgram.path())));
            } catch (HarnessException e) {
                last = e;
                if (!String.valueOf(e.getMessage()).contains("error=26,")) {
                    break;
                }
            }
        }
        throw last;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Where its memory for arguments begins. */
    public long scratch() {
        return scratch;
    }

    /** Whether it is gone. */
    public boolean isDead() {
        return ended || !process.isAlive();
    }

    /** Sends a command; what it answers is to be heard before long. */
    public void tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException gone) {
            // Its answers end, and whoever hears them is told.
            ended = true;
        }
    }

    /** The next answer; empty if it died, or said nothing by the deadline and was killed for it. */
    public Optional<HelperReply> hear(Deadline deadline) {
        try {
            Optional<String> heard = answers.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (heard == null) {
                kill();
                return Optional.empty();
            }
            ended |= heard.isEmpty();
            return heard.map(HelperReply::parse);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while waiting for the native helper " + pid(), e);
        }
    }

    /** How it ended: the exit code as Java gives it, 128 more than the signal's number where there was one. */
    public int exitCode() {
        awaitEnd();
        return process.exitValue();
    }

    /** Kills it by SIGKILL and returns when it is gone. */
    public void kill() {
        ended = true;
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HarnessException("the native helper " + pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while the native helper " + pid() + " ends", e);
        }
    }

    private void read() {
        try (BufferedReader from =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                answers.put(Optional.of(line));
            }
        } catch (IOException e) {
            // The pipe was closed under the reader when the process was killed: the end, as below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!answers.offer(Optional.empty())) {
            answers.clear();
            answers.add(Optional.empty());
        }
    }
}
