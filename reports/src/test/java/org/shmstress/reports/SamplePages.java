package org.shmstress.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.reports.compare.Aspect;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.Side;
import org.shmstress.verdict.Grade;

/** A report with one of everything, strangers' texts included, and two comparisons. */
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
                            files.filter(f -> f.toString().endsWith(".html")).sorted(), comparisons(directory).stream())
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

    /** The first page whose file name begins so. */
    Path page(String start) {
        return all.stream()
                .filter(p -> p.getFileName().toString().startsWith(start))
                .findFirst()
                .orElseThrow();
    }
}
