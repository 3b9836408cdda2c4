package org.shmstress.worker.sampling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shmstress.lift.LiftedJar;
import org.shmstress.lift.Lifter;
import org.shmstress.plan.SettingTable;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.Segment;
import org.shmstress.segment.SegmentName;

/** Runs lifted tests with one JVM process per actor on a real segment. */
final class ForkedActors {

    private ForkedActors() {}

    static List<OutcomeReport> sample(
            Scenario.OutcomeTest test, Path cache, AccessPath path, long millis, List<String> untilOutcomes)
            throws IOException {
        LiftedJar jar = new Lifter(cache).lift(test);
        List<Setting> settings = SettingTable.forTest(test.actors(), jar.cells());
        return sample(jar, test.actors(), settings, path, millis, untilOutcomes);
    }

    static List<OutcomeReport> sample(
            LiftedJar jar, int actors, List<Setting> settings, AccessPath path, long millis, List<String> untilOutcomes)
            throws IOException {
        long runId = ProcessHandle.current().pid() << 20 | System.nanoTime() & 0xfffff;
        Layout layout = Layout.of(
                actors,
                ControlPage.BYTES,
                SettingTable.slotsBytes(actors, jar.cells(), settings),
                SettingTable.resultsBytes(jar.resultTypes(), settings));
        List<Process> processes = new ArrayList<>();
        try (Manifest manifest = Manifest.open(runId);
                Segment segment = Segment.create(SegmentName.of(runId, 1), layout, manifest)) {
            for (int actor = 0; actor < actors; actor++) {
                processes.add(start(path));
                Message.Attach attach = new Message.Attach(
                        segment.path().toString(), segment.sizeBytes(), segment.inode(), runId, actor);
                send(processes.get(actor), attach);
                OutcomeTask task = new OutcomeTask(
                        jar.jar().toString(),
                        jar.testClass(),
                        actor,
                        actors,
                        settings,
                        List.of(),
                        actors,
                        millis,
                        0,
                        untilOutcomes,
                        1,
                        layout.engineOffset(),
                        layout.slotsOffset(),
                        layout.slotsBytes(),
                        layout.resultsOffset(),
                        layout.resultsBytes());
                send(processes.get(actor), new Message.Sample(task));
            }
            return gather(processes);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(AccessPath path) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ActorProcess.class.getName(),
                        path.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void send(Process process, Message message) throws IOException {
        process.getOutputStream().write(MessageCodec.encode(message));
        process.getOutputStream().flush();
    }

    private static List<OutcomeReport> gather(List<Process> processes) throws IOException {
        List<OutcomeReport> reports = new ArrayList<>();
        for (Process process : processes) {
            Message reply = MessageCodec.read(process.getInputStream())
                    .orElseThrow(() -> new IOException("an actor process ended without a report"));
            reports.add(((Message.Sampled) reply).report());
        }
        for (Process process : processes) {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new IOException("an actor process did not end after its report");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        return reports;
    }
}
