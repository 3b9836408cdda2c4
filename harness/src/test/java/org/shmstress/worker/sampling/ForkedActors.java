package org.shmstress.worker.sampling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/**
 * Runs lifted tests with one JVM process per actor on a real segment. Processes are started when a test first needs them and serve
 * the tests that follow; after a failure all are replaced.
 */
public final class ForkedActors implements AutoCloseable {

    private final List<Path> javaHomes;
    private final AccessPath path;
    private final List<Process> processes = new ArrayList<>();

    /** Actor <i>a</i> runs on the JDK {@code javaHomes.get(a % javaHomes.size())}. */
    public ForkedActors(List<Path> javaHomes, AccessPath path) {
        this.javaHomes = List.copyOf(javaHomes);
        this.path = path;
    }

    /** Runs one test in processes of its own, on the JDK of this one. */
    static List<OutcomeReport> sample(
            Scenario.OutcomeTest test, Path cache, AccessPath path, long millis, List<String> untilOutcomes)
            throws IOException {
        try (ForkedActors actors = new ForkedActors(List.of(Path.of(System.getProperty("java.home"))), path)) {
            return actors.sample(test, cache, millis, untilOutcomes);
        }
    }

    /** Lifts the test and samples it for the given time, or until all of the outcomes were seen. */
    public List<OutcomeReport> sample(Scenario.OutcomeTest test, Path cache, long millis, List<String> untilOutcomes)
            throws IOException {
        LiftedJar jar = new Lifter(cache).lift(test);
        List<Setting> settings = SettingTable.forTest(test.actors(), jar.cells());
        boolean ended = false;
        try {
            List<OutcomeReport> reports = sample(jar, test.actors(), settings, millis, untilOutcomes);
            ended = true;
            return reports;
        } finally {
            if (!ended) {
                close();
            }
        }
    }

    private List<OutcomeReport> sample(
            LiftedJar jar, int actors, List<Setting> settings, long millis, List<String> untilOutcomes)
            throws IOException {
        long runId = ProcessHandle.current().pid() << 20 | System.nanoTime() & 0xfffff;
        Layout layout = Layout.of(
                actors,
                ControlPage.BYTES,
                SettingTable.slotsBytes(actors, jar.cells(), settings),
                SettingTable.resultsBytes(jar.resultTypes(), settings));
        try (Manifest manifest = Manifest.open(runId);
                Segment segment = Segment.create(SegmentName.of(runId, 1), layout, manifest)) {
            for (int actor = 0; actor < actors; actor++) {
                Message.Attach attach = new Message.Attach(
                        segment.path().toString(), segment.sizeBytes(), segment.inode(), runId, actor);
                send(process(actor), attach);
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
                send(process(actor), new Message.Sample(task));
            }
            return gather(actors);
        }
    }

    private Process process(int actor) throws IOException {
        while (processes.size() <= actor) {
            processes.add(start(javaHomes.get(processes.size() % javaHomes.size())));
        }
        return processes.get(actor);
    }

    private Process start(Path javaHome) throws IOException {
        return new ProcessBuilder(
                        javaHome.resolve("bin").resolve("java").toString(),
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

    private List<OutcomeReport> gather(int actors) throws IOException {
        List<OutcomeReport> reports = new ArrayList<>();
        for (Process process : processes.subList(0, actors)) {
            Message reply = MessageCodec.read(process.getInputStream())
                    .orElseThrow(() -> new IOException("an actor process ended without a report"));
            reports.add(((Message.Sampled) reply).report());
        }
        return reports;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.clear();
    }
}
