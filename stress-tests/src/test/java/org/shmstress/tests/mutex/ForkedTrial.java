package org.shmstress.tests.mutex;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shmstress.api.SharedObject;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.worker.operations.OperationEvidence;
import org.shmstress.worker.operations.OperationLayout;
import org.shmstress.worker.operations.OperationWorker;

/** Trials of one object between forked JVMs that stay for many trials; a bare stand-in for the product's own pool. */
final class ForkedTrial implements AutoCloseable {

    private static final long OBJECT_BYTES = 4096;

    private final Class<?> type;
    private final int workers;
    private final Path file;
    private final ByteBuffer memory;
    private final List<Process> processes = new ArrayList<>();

    ForkedTrial(Class<?> type, Path java) throws IOException {
        this.type = type;
        this.workers = type.getAnnotation(SharedObject.class).workers();
        this.file = Files.createTempFile(Path.of("/dev/shm"), "shmstress-locks-", ".seg");
        this.memory = map(file, bytes(workers));
        for (int w = 0; w < workers; w++) {
            ProcessBuilder builder = new ProcessBuilder(
                    java.toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx64m",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Worker.class.getName(),
                    file.toString(),
                    Long.toString(bytes(workers)));
            processes.add(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
    }

    private static long bytes(int workers) {
        return OperationLayout.controlBytes(workers) + OperationLayout.DATA_BYTES + OBJECT_BYTES;
    }

    private static ByteBuffer map(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.nativeOrder());
        }
    }

    /** One trial on zeroed memory. */
    Result run(Schedule schedule, long millis, long seed) throws IOException, InterruptedException {
        for (int i = 0; i < memory.capacity(); i += 8) {
            memory.putLong(i, 0);
        }
        long start = System.nanoTime();
        for (int w = 0; w < workers; w++) {
            MessageCodec.write(
                    processes.get(w).getOutputStream(), new Message.Operate(task(w, schedule, millis, seed)));
        }
        List<OperationReport> reports = new ArrayList<>();
        for (Process process : processes) {
            Message reply = MessageCodec.read(process.getInputStream()).orElseThrow();
            reports.add(((Message.Operated) reply).report());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(reports, evidence().counts(), seconds);
    }

    OperationEvidence evidence() {
        return new OperationEvidence(new BufferAccess(), memory, 0, 0, OperationLayout.controlBytes(workers), workers);
    }

    private OperationTask task(int worker, Schedule schedule, long millis, long seed) {
        long data = OperationLayout.controlBytes(workers);
        String origin = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return new OperationTask(
                origin,
                type.getName(),
                worker,
                workers,
                schedule.name(),
                20,
                Integer.MAX_VALUE,
                millis,
                seed,
                0,
                data + OperationLayout.DATA_BYTES,
                type.getAnnotation(SharedObject.class).bytes(),
                data,
                false);
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        Files.delete(file);
    }

    record Result(List<OperationReport> reports, OperationEvidence.Counts counts, double seconds) {

        boolean broken() {
            return counts.violations() > 0 || counts.protectedSum() != counts.recordedOperations();
        }
    }

    /** The forked side: serves Operate commands until its input ends. */
    static final class Worker {

        public static void main(String[] args) throws IOException {
            ByteBuffer memory = map(Path.of(args[0]), Long.parseLong(args[1]));
            DataInputStream in = new DataInputStream(System.in);
            DataOutputStream out = new DataOutputStream(System.out);
            while (true) {
                var command = MessageCodec.read(in);
                if (command.isEmpty()) {
                    return;
                }
                OperationTask task = ((Message.Operate) command.get()).task();
                OperationReport report = new OperationWorker(new BufferAccess(), memory, 0, task).run();
                MessageCodec.write(out, new Message.Operated(report));
                out.flush();
            }
        }
    }
}
