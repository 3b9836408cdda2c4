package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.RegionSeen;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.CacheLines.Piece;
import org.shmstress.reports.model.SegmentPage.Box;
import org.shmstress.reports.model.SegmentPage.Layout;
import org.shmstress.reports.model.SegmentPage.Mapping;
import org.shmstress.reports.model.SegmentPage.ObjectMap;
import org.shmstress.reports.model.SegmentPage.Region;
import org.shmstress.reports.model.SegmentPage.Written;

/** Draws maps of the segments of a run. */
final class SegmentPages {

    private static final int MOST_LAYOUTS = 12;
    private static final int MOST_TORN = 60;
    private static final int MOST_WRITTEN = 20;
    private static final int PAGE = 4_096;
    private static final int NARROWEST = 96;
    private static final int DOUBLING = 22;

    private final Site site;
    private final RunRecord record;

    /** Which segments look alike. */
    private record Kind(int version, List<String> regions) {
        static Kind of(SegmentSeen segment) {
            return new Kind(
                    segment.layoutVersion(),
                    segment.regions().stream().map(RegionSeen::name).toList());
        }
    }

    /** Segments that look alike: the first, and how many. */
    private record Alike(TrialFinished first, SegmentSeen segment, int count) {}

    SegmentPages(Site site) {
        this.site = site;
        this.record = site.record();
    }

    private Stream<TrialFinished> trials() {
        return record.trials().values().stream().flatMap(List::stream);
    }

    SegmentPage page() {
        Map<Kind, Alike> kinds = kinds();
        int all = kinds.values().stream().mapToInt(Alike::count).sum();
        List<Layout> layouts = new ArrayList<>();
        kinds.values().stream().limit(MOST_LAYOUTS).forEach(a -> layouts.add(layout(a, !layouts.isEmpty())));
        return new SegmentPage(
                site.frame("Segments", Site.SEGMENT_FILE),
                Words.counted(all, "segment", "segments") + ", " + Words.counted(kinds.size(), "layout", "layouts"),
                layouts,
                kinds.values().stream()
                        .limit(1)
                        .flatMap(a -> a.first.observation().value().workers().stream())
                        .map(SegmentPages::mapping)
                        .toList(),
                record.scenarios().stream()
                        .flatMap(s -> new TornSpots(site, s).find().stream())
                        .sorted(Comparator.comparing(
                                (SegmentPage.Torn t) -> t.seen().isEmpty()))
                        .limit(MOST_TORN)
                        .toList(),
                record.scenarios().stream()
                        .flatMap(this::written)
                        .limit(MOST_WRITTEN)
                        .toList());
    }

    private Map<Kind, Alike> kinds() {
        Map<Kind, Alike> kinds = new LinkedHashMap<>();
        trials().forEach(trial -> Segments.of(trial.observation().value())
                .filter(segment -> !segment.regions().isEmpty())
                .ifPresent(segment -> kinds.merge(
                        Kind.of(segment),
                        new Alike(trial, segment, 1),
                        (first, next) -> new Alike(first.first, first.segment, first.count + 1))));
        return kinds;
    }

    private static Layout layout(Alike alike, boolean folded) {
        List<Box> boxes = new ArrayList<>();
        int x = 1;
        for (RegionSeen region : alike.segment.regions()) {
            int width = NARROWEST + (int) (DOUBLING * Math.log((double) pages(region)) / Math.log(2));
            boxes.add(new Box(x, width, tone(region), Text.of(region.name()).shown(), Words.bytes(region.sizeBytes())));
            x += width;
        }
        return new Layout(
                "As in " + Text.of(alike.first.scenario()).shown(),
                "Layout version " + alike.segment.layoutVersion() + ", checked by every worker when it attached; "
                        + Words.bytes(alike.segment.sizeBytes()) + "; "
                        + Words.counted(alike.count, "segment has", "segments have") + " these regions",
                folded,
                x + 1,
                boxes,
                alike.segment.regions().stream().map(SegmentPages::region).toList());
    }

    private static long pages(RegionSeen region) {
        return Math.max(1, (region.sizeBytes() + PAGE - 1) / PAGE);
    }

    /** By who writes there: the owner, each worker its part, or all of them the same bytes. */
    private static String tone(RegionSeen region) {
        return switch (region.name()) {
            case "header" -> "wr-h";
            case "control", "flight" -> "wr-3";
            case "engine" -> "wr-2";
            default -> "wr-1";
        };
    }

    private static Region region(RegionSeen region) {
        return new Region(
                Text.of(region.name()),
                "0x" + Long.toHexString(region.offset()),
                Words.count(region.sizeBytes()),
                Words.count(pages(region)),
                Text.of(region.writer()));
    }

    private static Mapping mapping(WorkerSeen worker) {
        return new Mapping(
                "W" + worker.index(),
                Long.toString(worker.pid()),
                Text.of(worker.jdk()),
                Words.address(worker.mappingAddress()),
                Long.toString(worker.inode()));
    }

    private Stream<Written> written(ScenarioPlanned scenario) {
        return record.trialsOf(scenario.scenario()).stream()
                .map(trial -> trial.observation().value())
                .filter(Scripts.class::isInstance)
                .flatMap(seen -> ((Scripts) seen).failing().stream())
                .limit(1)
                .map(trace -> written(scenario, trace))
                .filter(map -> !map.objects().isEmpty());
    }

    private Written written(ScenarioPlanned scenario, ScriptTrace trace) {
        ScriptWrites writes = ScriptWrites.of(trace);
        List<ObjectMap> objects = new ArrayList<>();
        writes.writes().forEach((name, pieces) -> objects.add(objectMap(name, pieces)));
        return new Written(
                Text.of(scenario.scenario()),
                site.fileOf(scenario),
                writes.notes().stream().map(Text::of).toList(),
                objects,
                writes.writers().entrySet().stream()
                        .map(e -> new SegmentPage.Key(e.getValue(), "W" + e.getKey()))
                        .toList());
    }

    private static ObjectMap objectMap(String name, List<Piece> pieces) {
        List<SegmentPage.Line> lines = CacheLines.of(pieces);
        return new ObjectMap(
                Text.of(name), CacheLines.height(lines.size()), lines, "Lines that nobody wrote are left out.");
    }

    static boolean hasCells(TrialFinished trial) {
        return trial.observation().value() instanceof Outcomes seen
                && !seen.segment().cells().isEmpty();
    }
}
