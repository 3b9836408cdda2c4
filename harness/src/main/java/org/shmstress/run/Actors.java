package org.shmstress.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shmstress.lift.LiftedJar;
import org.shmstress.lift.Lifter;
import org.shmstress.plan.SettingTable;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Layout;

/**
 * The actors of a trial, which are processes or threads: the one place that knows the difference. Processes run the lifted test, each
 * worker one actor; threads run the test as it was compiled, all in one worker.
 *
 * @param trial the trial
 * @param count how many actors there are
 * @param jar what they run
 */
record Actors(Trial trial, int count, LiftedJar jar) {

    /** Room for slices of states on the heap, whose number and size only their constructor knows. */
    private static final long HEAP_SLICES_BYTES = 2L << 20;

    /**
     * What all actors are told alike, beside where they work and for how long.
     *
     * @param settings settings to sample under
     * @param targets outcomes to aim at
     * @param cpus how many CPUs they have
     * @param leastSamples fewer are not enough
     * @param seed seed of every random choice
     */
    record Work(List<Setting> settings, List<String> targets, int cpus, long leastSamples, long seed) {}

    static Actors of(Trial trial, Scenario.OutcomeTest test, Lifter lifter) {
        return new Actors(trial, test.actors(), trial.mode() == Mode.THREADS ? lifter.pack(test) : lifter.lift(test));
    }

    boolean areThreads() {
        return trial.mode() == Mode.THREADS;
    }

    /** The segment that they need. */
    Layout layout(long engineBytes, List<Setting> settings) {
        return layout(engineBytes, settings, 0);
    }

    /** The segment that they need; of the memory under test at least so much. */
    Layout layout(long engineBytes, List<Setting> settings, long leastSlotsBytes) {
        long slotsBytes = Math.max(SettingTable.slotsBytes(count, jar.cells(), settings), leastSlotsBytes);
        return Layout.of(
                count,
                engineBytes,
                areThreads() ? Math.max(slotsBytes, HEAP_SLICES_BYTES) : slotsBytes,
                SettingTable.resultsBytes(jar.resultTypes(), settings));
    }

    /** One command per worker. */
    List<Message.Command> commands(Layout layout, Work work) {
        List<OutcomeTask> tasks = IntStream.range(0, count)
                .mapToObj(actor -> new OutcomeTask(
                        jar.jar().toString(),
                        jar.testClass(),
                        actor,
                        count,
                        work.settings(),
                        work.targets(),
                        work.cpus(),
                        trial.millis(),
                        work.leastSamples(),
                        List.of(),
                        work.seed(),
                        layout.engineOffset(),
                        layout.slotsOffset(),
                        layout.slotsBytes(),
                        layout.resultsOffset(),
                        layout.resultsBytes()))
                .toList();
        return areThreads()
                ? List.of(new Message.Race(tasks))
                : tasks.stream().<Message.Command>map(Message.Sample::new).toList();
    }

    /** One report per actor whose worker replied with one. */
    static List<OutcomeReport> reports(List<Message.Reply> replies) {
        List<OutcomeReport> reports = new ArrayList<>();
        for (Message.Reply reply : replies) {
            if (reply instanceof Message.Sampled sampled) {
                reports.add(sampled.report());
            } else if (reply instanceof Message.Raced raced) {
                reports.addAll(raced.reports());
            }
        }
        return reports;
    }
}
