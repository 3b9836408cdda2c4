package org.shmstress.worker.sampling;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.shmstress.api.spi.CellAccess;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.lift.LiftedJar;
import org.shmstress.lift.Lifter;
import org.shmstress.plan.SettingTable;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.ThreadMemory;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;

/** Runs lifted tests with one thread per actor on a direct buffer. */
public final class InProcess {

    private InProcess() {}

    /** The scenario of a test class on the class path. */
    public static Scenario.OutcomeTest scenario(Class<?> type) {
        try {
            Path classes = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ClassScanner.scanOutcomeTests(classes).stream()
                    .filter(t -> t.testClass().equals(type.getName()))
                    .findFirst()
                    .orElseThrow();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lifts the class and samples it for the given time, or until all of the outcomes were seen. */
    public static List<OutcomeReport> sample(Class<?> type, Path cache, long millis, String... untilOutcomes) {
        return sample(scenario(type), cache, millis, untilOutcomes);
    }

    /** The same for a test that was scanned before. */
    public static List<OutcomeReport> sample(
            Scenario.OutcomeTest test, Path cache, long millis, String... untilOutcomes) {
        LiftedJar jar = new Lifter(cache).lift(test);
        int actors = test.actors();
        List<Setting> settings = SettingTable.forTest(actors, jar.cells());
        return sample(jar, actors, settings, millis, List.of(untilOutcomes));
    }

    /** Samples the class as it was compiled, on objects that the actors share. */
    public static List<OutcomeReport> race(Class<?> type, Path cache, long millis, String... untilOutcomes) {
        Scenario.OutcomeTest test = scenario(type);
        LiftedJar jar = new Lifter(cache).pack(test);
        List<Setting> settings = SettingTable.forTest(test.actors(), jar.cells());
        LiftedTest original = LiftedLoader.load(jar.jar(), jar.testClass());
        View noSlices = new View(CellAccess.ACCESS, ByteBuffer.allocateDirect(0), 0);
        int slots = settings.stream().mapToInt(Setting::slots).max().orElseThrow();
        HeapStates states = new HeapStates(original, new ThreadMemory(AccessPath.BYTE_BUFFER), noSlices, 0, 0, slots);
        return sample(jar, test.actors(), settings, millis, List.of(untilOutcomes), w -> w.runOn(original, states));
    }

    static List<OutcomeReport> sample(
            LiftedJar jar, int actors, List<Setting> settings, long millis, List<String> untilOutcomes) {
        return sample(jar, actors, settings, millis, untilOutcomes, SamplingWorker::run);
    }

    private static List<OutcomeReport> sample(
            LiftedJar jar,
            int actors,
            List<Setting> settings,
            long millis,
            List<String> untilOutcomes,
            Function<SamplingWorker, OutcomeReport> run) {
        long slots = SettingTable.slotsBytes(actors, jar.cells(), settings);
        long results = SettingTable.resultsBytes(jar.resultTypes(), settings);
        long abortOffset = ControlPage.BYTES + TerminationPage.BYTES;
        long slotsOffset = abortOffset + 4096;
        ByteBuffer memory = ByteBuffer.allocateDirect((int) (slotsOffset + slots + results) + 4096)
                .alignedSlice(4096)
                .order(ByteOrder.nativeOrder());
        View view = new View(CellAccess.ACCESS, memory, 0);
        AbortWord abort = new AbortWord(CellAccess.ACCESS, memory, abortOffset);
        ExecutorService threads = Executors.newFixedThreadPool(actors);
        try {
            List<Future<OutcomeReport>> running = new ArrayList<>();
            for (int a = 0; a < actors; a++) {
                OutcomeTask task = new OutcomeTask(
                        jar.jar().toString(),
                        jar.testClass(),
                        a,
                        actors,
                        settings,
                        List.of(),
                        actors,
                        millis,
                        0,
                        untilOutcomes,
                        1,
                        0,
                        slotsOffset,
                        slots,
                        slotsOffset + slots,
                        results);
                long progress = abortOffset + 64L * (a + 1);
                WorkerMemory slices = new WorkerMemory(AccessPath.BYTE_BUFFER);
                SamplingWorker.Place place = new SamplingWorker.Place(view, view, abort, progress, slices);
                running.add(threads.submit(() -> {
                    Pin.toCpuOf(task.actor());
                    return run.apply(new SamplingWorker(place, task));
                }));
            }
            return gather(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<OutcomeReport> gather(List<Future<OutcomeReport>> running) {
        List<OutcomeReport> reports = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<OutcomeReport> future : running) {
            try {
                reports.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new ActorsFailed(failures, reports);
        }
        return reports;
    }

    /** Some actors failed; the reports are those of the others. */
    static final class ActorsFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient List<Throwable> failures;
        final transient List<OutcomeReport> reports;

        ActorsFailed(List<Throwable> failures, List<OutcomeReport> reports) {
            super(failures.get(0));
            this.failures = failures;
            this.reports = reports;
        }
    }

    /** How often an outcome was counted, over all actors. */
    public static long count(List<OutcomeReport> reports, String outcome) {
        return reports.stream()
                .flatMap(r -> r.tallies().stream())
                .filter(t -> t.outcome().equals(outcome))
                .mapToLong(OutcomeTally::count)
                .sum();
    }

    /** Samples over all actors. */
    public static long samples(List<OutcomeReport> reports) {
        return reports.stream().mapToLong(OutcomeReport::samples).sum();
    }
}
