package org.shmstress.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.Aspect;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.Side;
import org.shmstress.reports.trend.Trend;
import org.shmstress.verdict.Grade;

/** A report with one of everything, strangers' texts included, two comparisons and a trend. */
record SamplePages(List<Path> all) {

    static SamplePages draw(Path directory) throws IOException {
        Path run = directory.resolve("run");
        SampleRun.full()
                .finished(Grade.FAILED, 1, SampleRun.MARKUP + " and 5 of 15 scenarios are defects")
                .writeTo(run);
        SampleRun.leaveFilesOfWorkers(run);
        HtmlReport.write(run);
        try (Stream<Path> files = Files.list(run.resolve("report"))) {
            return new SamplePages(Stream.concat(
                            files.filter(f -> f.toString().endsWith(".html")).sorted(),
                            Stream.concat(comparisons(directory).stream(), Stream.of(trend(directory))))
                    .toList());
        }
    }

    private static List<Path> comparisons(Path directory) {
        Comparison seen = Comparison.of(
                Side.of(HtmlComparisonTest.base()), Side.of(HtmlComparisonTest.worse()), EnumSet.allOf(Aspect.class));
        Path first = HtmlComparison.write(
                directory.resolve("comparison"), List.of(seen, seen), HtmlComparisonTest.worse(), SampleRun.LONG);
        return List.of(first, first.resolveSibling("compare-2.html"));
    }

    private static Path trend(Path directory) {
        RunRecord worse = HtmlComparisonTest.worse();
        Trend seen = Trend.of(List.of(HtmlComparisonTest.base(), worse, HtmlComparisonTest.base()));
        return HtmlTrend.write(directory.resolve("history"), seen, worse, SampleRun.LONG);
    }

    /** The page of that directory: each kind of page but a report's has an index of its own. */
    Path index(String of) {
        return all.stream()
                .filter(p -> p.endsWith(of + "/index.html"))
                .findFirst()
                .orElseThrow();
    }

    /** The first page whose file name begins so. */
    Path page(String start) {
        return all.stream()
                .filter(p -> p.getFileName().toString().startsWith(start))
                .findFirst()
                .orElseThrow();
    }
}
