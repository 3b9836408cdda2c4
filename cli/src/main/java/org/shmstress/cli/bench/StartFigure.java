package org.shmstress.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long so many JVMs take to start, side by side.
 *
 * @param workers how many
 * @param ours milliseconds from the first fork until every worker has taken a sample
 * @param peer milliseconds from the first fork until every JVM has said hello
 * @param ratio median of the rounds' ratios, ours to the peer
 */
public record StartFigure(int workers, Spread ours, Spread peer, Spread ratio) {

    /** What {@code --json} prints. */
    private record Report(int schemaVersion, String jdk, int cpus, String unit, List<StartFigure> starts) {}

    /** Of as many rounds, in the same order. */
    static StartFigure of(int workers, List<Double> ours, List<Double> peer) {
        return new StartFigure(
                workers,
                Spread.of(ours),
                Spread.of(peer),
                Spread.of(IntStream.range(0, ours.size())
                        .mapToObj(i -> ours.get(i) / peer.get(i))
                        .toList()));
    }

    /** All as JSON. */
    public static String json(String jdk, int cpus, List<StartFigure> figures) {
        return JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new Report(1, jdk, cpus, "milliseconds", figures))
                + "\n";
    }

    /** All as a table. */
    public static String text(String jdk, int cpus, List<StartFigure> figures) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "milliseconds from the first fork, JVMs side by side, JDK %s, %d CPUs: median (least–most)%n%n"
                        + "%7s  %-26s %-26s %s%n",
                jdk,
                cpus,
                "workers",
                "all have taken a sample",
                "as many JVMs have said hello",
                "ratio"));
        for (StartFigure f : figures) {
            text.append(String.format(
                    Locale.ROOT, "%7d  %-26s %-28s %.2f%n", f.workers, show(f.ours), show(f.peer), f.ratio.median()));
        }
        return text.toString();
    }

    private static String show(Spread s) {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", s.median(), s.min(), s.max());
    }
}
