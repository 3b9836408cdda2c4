package org.shmstress.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one worker writes to stderr, in a file that is made by the first byte and never grows past a bound. The pipe is drained
 * to its end even then, so that a talkative worker is not stopped by a full pipe.
 */
final class WorkerLog {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_LINE_CHARS = 300;
    private static final byte[] TRUNCATED = "\n… truncated\n".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final Thread pump;
    private volatile long receivedBytes;
    private volatile String lastChunk = "";
    private volatile String trouble = "";

    private WorkerLog(Path file, InputStream stderr) {
        this.file = file;
        this.pump = new Thread(() -> drain(stderr), "shmstress-log-" + file.getFileName());
        pump.setDaemon(true);
    }

    static WorkerLog start(Path file, InputStream stderr) {
        WorkerLog log = new WorkerLog(file, stderr);
        log.pump.start();
        return log;
    }

    /** The file; it exists only if the worker wrote something. */
    Path file() {
        return file;
    }

    boolean isEmpty() {
        return receivedBytes == 0;
    }

    /** How much the worker wrote so far, whether or not it was kept. */
    long receivedBytes() {
        return receivedBytes;
    }

    /** The last line that is not blank, shortened; empty if there is none. If the log was lost, why. */
    String lastLine() {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        String line = lastChunk
                .lines()
                .filter(l -> !l.isBlank())
                .reduce("", (first, second) -> second)
                .strip();
        return line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + "…";
    }

    /** Waits until the worker's end of the pipe is closed and everything is in the file. */
    void awaitEnd(Deadline deadline) throws InterruptedException {
        pump.join(Math.max(1, deadline.remainingMillis()));
    }

    private void drain(InputStream stderr) {
        byte[] chunk = new byte[8192];
        long received = 0;
        try (InputStream in = stderr;
                Sink sink = new Sink(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                lastChunk = new String(chunk, 0, n, StandardCharsets.UTF_8);
                received += n;
                receivedBytes = received;
                sink.append(chunk, n);
            }
            trouble = sink.trouble;
        } catch (IOException e) {
            trouble = "the log could not be kept: " + e;
        }
    }

    /** The file, kept below the bound. */
    private static final class Sink implements AutoCloseable {
        private final Path file;
        private OutputStream out = OutputStream.nullOutputStream();
        private int keptBytes;
        private boolean truncated;
        private String trouble = "";

        Sink(Path file) {
            this.file = file;
        }

        /** Keeps what there is room for. Trouble with the file loses the log and not the worker, which must not meet a full pipe. */
        void append(byte[] chunk, int length) {
            if (truncated || !trouble.isEmpty()) {
                return;
            }
            try {
                keep(chunk, length);
            } catch (IOException e) {
                trouble = "the log could not be kept: " + e;
            }
        }

        private void keep(byte[] chunk, int length) throws IOException {
            if (keptBytes == 0) {
                out = Files.newOutputStream(file);
            }
            int room = Math.min(length, MAX_BYTES - keptBytes);
            out.write(chunk, 0, room);
            keptBytes += room;
            truncated = room < length;
            if (truncated) {
                out.write(TRUNCATED);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
