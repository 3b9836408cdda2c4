package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.posix.Signal;

/** Gathers what is known of a worker's end. */
final class Obituary {

    private static final int DEATH_SECONDS = 20;
    private static final int LOG_SECONDS = 5;
    private static final int DUMP_SECONDS = 5;
    private static final int SETTLE_MILLIS = 150;

    private final Process process;
    private final WorkerHost host;
    private final WorkerLog log;
    private final long oomKillsAtStart = OomKills.reading();
    private long loggedBeforeDump;
    private volatile boolean askedToLeave;
    private volatile Optional<Ending> ending = Optional.empty();

    private record Ending(How how, String why) {}

    Obituary(Process process, WorkerHost host, WorkerLog log) {
        this.process = process;
        this.host = host;
        this.log = log;
    }

    /** The worker has confirmed that it leaves. */
    void askedToLeave() {
        askedToLeave = true;
    }

    /** The harness is about to end it; the first reason counts. */
    synchronized void expect(How how, String why) {
        if (ending.isEmpty()) {
            ending = Optional.of(new Ending(how, why));
        }
    }

    /** The log, relative to the run directory; empty if nothing was written. */
    String logName() {
        return log.isEmpty() ? "" : host.relative(log.file());
    }

    /** Asks the JVM to write all its threads' stacks to its log. */
    void askForDump() {
        loggedBeforeDump = log.receivedBytes();
        Signals.send(process, Signal.QUIT);
    }

    /**
     * Waits until the dump that was asked for is in the log: something came, and then nothing more. A JVM that is stopped or
     * cannot reach a safepoint writes nothing, which is a fact as well and bounded here.
     */
    void awaitDump() {
        Deadline deadline = Deadline.inSeconds(DUMP_SECONDS);
        long seen = loggedBeforeDump;
        while (!deadline.passed() && process.isAlive()) {
            Waits.sleep("a thread dump", SETTLE_MILLIS);
            long now = log.receivedBytes();
            if (now > loggedBeforeDump && now == seen) {
                return;
            }
            seen = now;
        }
    }

    /**
     * Waits for the end, which is near, and tells how it came.
     *
     * @param complaint what the worker did against the rules of its channel, for which it is ended; may be empty
     */
    WorkerExit write(String complaint) {
        if (!complaint.isEmpty()) {
            end(How.CRASHED, "was killed: " + complaint);
        } else if (!endsWithin(DEATH_SECONDS)) {
            end(How.HUNG, "was killed: it closed its channel and stayed");
        }
        if (!endsWithin(DEATH_SECONDS)) {
            throw new HarnessException("worker " + process.pid() + " has not died " + DEATH_SECONDS
                    + " s after SIGKILL: it is stuck inside the kernel, see /proc/" + process.pid() + "/stack");
        }
        Waits.uninterrupted("a worker's log", () -> {
            log.awaitEnd(Deadline.inSeconds(LOG_SECONDS));
            return true;
        });
        return judged();
    }

    private void end(How how, String why) {
        expect(how, why);
        Signals.kill(process);
    }

    private boolean endsWithin(int seconds) {
        return Waits.uninterrupted("a worker's end", () -> process.waitFor(seconds, TimeUnit.SECONDS));
    }

    private WorkerExit judged() {
        Path crash = host.crashFile(process.pid());
        boolean crashed = Files.exists(crash);
        return ExitClassifier.classify(new ExitClassifier.Evidence(
                process.exitValue(),
                askedToLeave,
                ending.map(Ending::how),
                ending.map(Ending::why).orElse(""),
                crashed ? Optional.of(host.relative(crash)) : Optional.empty(),
                crashed ? headline(crash) : "",
                OomKills.reading() - oomKillsAtStart,
                log.lastLine()));
    }

    /** The line of a crash file that names signal and place, e.g. {@code SIGSEGV (0xb) at pc=…}. */
    private static String headline(Path crash) {
        try (var lines = Files.lines(crash)) {
            List<String> facts = lines.limit(30)
                    .map(line -> line.replaceFirst("^#\\s*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            String signal =
                    facts.stream().filter(l -> l.startsWith("SIG")).findFirst().orElse("crashed");
            int frame = facts.indexOf("Problematic frame:");
            return "crashed: " + signal + (frame >= 0 && frame + 1 < facts.size() ? ", " + facts.get(frame + 1) : "");
        } catch (IOException e) {
            return "crashed, and its crash file cannot be read: " + e.getMessage();
        }
    }
}
