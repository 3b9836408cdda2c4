package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shmstress.observation.Observation.CellSeen;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.CacheLines.Piece;
import org.shmstress.reports.model.SegmentPage.Line;
import org.shmstress.reports.model.SegmentPage.Seen;
import org.shmstress.reports.model.SegmentPage.Torn;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectations;

/**
 * Where a scenario's values lie, and which of its outcomes tell that one was seen in pieces. That is what its author says of an outcome:
 * here nothing is concluded from bits.
 */
final class TornSpots {

    private static final String SUBJECT = "tearing";
    private static final String WORD = "torn";
    private static final int MOST_CELLS = 8;

    private final Site site;
    private final ScenarioPlanned scenario;
    private final List<Outcomes> seen = new ArrayList<>();

    TornSpots(Site site, ScenarioPlanned scenario) {
        this.site = site;
        this.scenario = scenario;
        for (TrialFinished trial : site.record().trialsOf(scenario.scenario())) {
            if (SegmentPages.hasCells(trial) && trial.observation().value() instanceof Outcomes outcomes) {
                seen.add(outcomes);
            }
        }
    }

    /** Of scenarios about tearing, and of any that has a value across two lines. */
    Optional<Torn> find() {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        List<CellSeen> cells = seen.get(0).segment().cells();
        List<Seen> torn = torn();
        List<Piece> pieces = pieces(cells, !torn.isEmpty());
        boolean crosses = pieces.stream().anyMatch(Piece::crosses);
        if (!crosses && !Site.subject(scenario).equals(SUBJECT)) {
            return Optional.empty();
        }
        List<Line> lines = CacheLines.of(pieces);
        return Optional.of(new Torn(
                Text.of(scenario.scenario()),
                site.fileOf(scenario),
                words(cells),
                crosses,
                CacheLines.height(lines.size()),
                lines,
                torn,
                Words.large(samples())));
    }

    private long samples() {
        return seen.stream().mapToLong(Outcomes::samples).sum();
    }

    /** Cells one after the other, each where it lies in its line. */
    private static List<Piece> pieces(List<CellSeen> cells, boolean torn) {
        List<Piece> pieces = new ArrayList<>();
        long next = 0;
        for (int c = 0; c < Math.min(MOST_CELLS, cells.size()); c++) {
            CellSeen cell = cells.get(c);
            long alignment = Math.max(1, cell.alignment());
            long base = (Math.max(0, next - cell.offset()) + alignment - 1) / alignment * alignment + cell.offset();
            Piece piece = new Piece(base, cell.sizeBytes(), CacheLines.tone(c), words(cell), false);
            pieces.add(new Piece(
                    base,
                    cell.sizeBytes(),
                    piece.tone(),
                    piece.title(),
                    torn && (piece.crosses() || cells.size() == 1)));
            next = base + cell.sizeBytes();
        }
        return pieces;
    }

    private static String words(List<CellSeen> cells) {
        return cells.size() > MOST_CELLS
                ? Words.counted(cells.size(), "value", "values") + ", the first " + MOST_CELLS + " drawn"
                : String.join("; ", cells.stream().map(TornSpots::words).toList());
    }

    private static String words(CellSeen cell) {
        int inLine = cell.offset() % CacheLines.BYTES;
        return Words.counted(cell.sizeBytes(), "byte", "bytes")
                + (cell.alignment() >= CacheLines.BYTES
                        ? " from byte " + inLine + " of a line on"
                        : ", aligned to " + cell.alignment());
    }

    private List<Seen> torn() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Outcomes trial : seen) {
            for (OutcomeCount count : trial.counts()) {
                Expectation row = Expectations.match(scenario.expectations(), count.outcome());
                if (row.meaning().toLowerCase(Locale.ROOT).contains(WORD)) {
                    counts.merge(count.outcome(), count.count(), Long::sum);
                }
            }
        }
        List<Seen> rows = new ArrayList<>();
        counts.forEach((outcome, count) -> {
            Expectation row = Expectations.match(scenario.expectations(), outcome);
            rows.add(new Seen(
                    Text.of(outcome),
                    Text.of(row.meaning()),
                    Mark.of(row.expect()),
                    Words.count(count),
                    Words.share(count, samples())));
        });
        return rows.stream().limit(6).toList();
    }
}
