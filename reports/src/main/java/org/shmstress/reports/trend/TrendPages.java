package org.shmstress.reports.trend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.shmstress.reports.compare.DeviationChange;
import org.shmstress.reports.compare.EnvironmentChange;
import org.shmstress.reports.compare.GradeChange;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.Mark;
import org.shmstress.reports.model.Text;
import org.shmstress.reports.model.Words;
import org.shmstress.reports.trend.Trend.Run;
import org.shmstress.reports.trend.TrendPage.Change;
import org.shmstress.reports.trend.TrendPage.Fact;
import org.shmstress.reports.trend.TrendPage.Known;
import org.shmstress.reports.trend.TrendPage.Row;

/** Puts a trend into the words of its page. */
public final class TrendPages {

    private TrendPages() {}

    /**
     * The page of a trend.
     *
     * @param schema schema version of the newest record
     * @param product version that wrote it
     * @param command the command line that draws it again
     */
    public static TrendPage of(Trend trend, int schema, String product, String command) {
        List<Run> runs = trend.runs();
        Run last = runs.get(runs.size() - 1);
        String sentence = Words.counted(runs.size(), "run", "runs") + "; the last one: "
                + TrendText.verdict(last.verdict()) + ", " + TrendText.counts(last) + ".";
        Frame frame = new Frame(
                Words.counted(runs.size(), "run", "runs") + " · shmstress",
                Text.of(runs.get(0).id() + " … " + last.id()),
                List.of(),
                schema,
                Text.of(product),
                Text.of(command).shown());
        List<Row> rows = new ArrayList<>(
                IntStream.range(0, runs.size()).mapToObj(i -> row(i, runs)).toList());
        Collections.reverse(rows);
        return new TrendPage(
                frame, Text.prose(sentence), mark(last), new TrendFigure(runs).draw(), rows, Text.of(command));
    }

    private static Mark mark(Run run) {
        return run.verdict().map(Mark::of).orElse(Mark.notFinished());
    }

    private static Row row(int index, List<Run> runs) {
        Run run = runs.get(index);
        long upgrades = runs.subList(0, index + 1).stream()
                .filter(r -> !r.upgrades().isEmpty())
                .count();
        return new Row(
                "run-" + (index + 1),
                Text.of(run.id()),
                Words.moment(run.startedAt()),
                mark(run),
                TrendText.counts(run),
                known(TrendText.release(run.kernel())),
                known(run.libc()),
                known(TrendText.jdks(run)),
                speed(run.speed()),
                run.shortfall().map(Text::of).stream().toList(),
                run.upgrades().isEmpty() ? "" : Long.toString(upgrades),
                run.upgrades().stream().map(TrendPages::fact).toList(),
                run.grades().stream().map(TrendPages::change).toList(),
                run.deviations().stream().map(TrendPages::known).toList(),
                run.quarantined().stream().map(TrendPages::change).toList());
    }

    private static String speed(Speed speed) {
        return speed.isKnown()
                ? String.format(Locale.ROOT, "%.2f×, median of ", speed.ratio()) + Words.count(speed.compared())
                : "not comparable";
    }

    private static Fact fact(EnvironmentChange change) {
        return new Fact(Text.of(change.fact()), known(change.base()), known(change.now()));
    }

    private static Change change(GradeChange change) {
        return new Change(
                Text.of(change.scenario()),
                change.base().map(Mark::of).orElse(Mark.notFinished()),
                change.now().map(Mark::of).orElse(Mark.notFinished()),
                Text.of(change.seen()));
    }

    private static Known known(DeviationChange change) {
        return new Known(Text.of(change.scenario()), TrendText.change(change), Text.of(change.words()));
    }

    private static Text known(String words) {
        return Text.of(words.isEmpty() ? "not known" : words);
    }
}
