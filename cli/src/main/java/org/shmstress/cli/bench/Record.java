package org.shmstress.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Segment;
import org.shmstress.worker.operations.HistoryLayout;
import tools.jackson.databind.json.JsonMapper;

/** What recording an operation costs a worker, beside two readings of the clock, without which nothing can be recorded. */
public final class Record {

    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Rounds of a measurement; a round records {@link HistoryLayout#LINES} operations each way. */
    private static final int BATCHES = 400;

    private Record() {}

    /**
     * What was measured, nanoseconds per operation.
     *
     * @param clock two readings of the clock
     * @param light recording without fences
     * @param fenced recording with fences
     * @param lightRatio of the rounds' ratios to the clock
     * @param fencedRatio of the rounds' ratios to the clock
     */
    public record Figure(
            int schemaVersion,
            String jdk,
            String unit,
            Spread clock,
            Spread light,
            Spread fenced,
            Spread lightRatio,
            Spread fencedRatio) {

        /** As JSON. */
        public String json() {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        }

        /** As a table. */
        public String text() {
            return String.format(
                            Locale.ROOT,
                            "nanoseconds per operation, JDK %s: median (least–most)%n%n%-30s %-24s %s%n",
                            jdk,
                            "",
                            "time",
                            "ratio")
                    + line("two System.nanoTime", clock, new Spread(1, 1, 1))
                    + line("recorded LIGHT", light, lightRatio)
                    + line("recorded FENCED", fenced, fencedRatio);
        }

        private static String line(String what, Spread time, Spread ratio) {
            return String.format(
                    Locale.ROOT,
                    "%-30s %-24s %.2f (%.2f–%.2f)%n",
                    what,
                    String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", time.median(), time.min(), time.max()),
                    ratio.median(),
                    ratio.min(),
                    ratio.max());
        }
    }

    /**
     * Measures; the first round warms up and does not count.
     *
     * @param directory for the JVM's log
     * @param progress told each round
     */
    public static Figure measure(
            Jvm jvm,
            Path distribution,
            Path directory,
            int rounds,
            Interruption interruption,
            Consumer<String> progress) {
        List<double[]> seen = new ArrayList<>();
        Layout layout = Layout.of(1, HistoryLayout.controlBytes(1), 64, HistoryLayout.logsBytes(1));
        try (CostJvm jvms = new CostJvm(jvm, distribution, new Child(directory, interruption));
                Segment segment = jvms.segment(layout);
                Child.Dialogue worker = jvms.on("record", segment, AccessPath.UNSAFE, List.of())) {
            for (int round = 0; round <= rounds; round++) {
                worker.say("record " + BATCHES);
                String[] words = worker.hear("recorded", BOUND).get(0).split(" ");
                double[] nanos = {
                    Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3])
                };
                progress.accept(String.format(
                        Locale.ROOT,
                        "%s  clock %.1f ns  light %.1f ns  fenced %.1f ns",
                        round == 0 ? "warm-up" : "round " + round,
                        nanos[0],
                        nanos[1],
                        nanos[2]));
                if (round > 0) {
                    seen.add(nanos);
                }
            }
        }
        return new Figure(
                1,
                jvm.version(),
                "nanoseconds per operation",
                spread(seen, n -> n[0]),
                spread(seen, n -> n[1]),
                spread(seen, n -> n[2]),
                spread(seen, n -> n[1] / n[0]),
                spread(seen, n -> n[2] / n[0]));
    }

    private static Spread spread(List<double[]> rounds, java.util.function.ToDoubleFunction<double[]> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
