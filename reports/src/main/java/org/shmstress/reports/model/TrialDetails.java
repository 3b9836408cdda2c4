package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Histories;
import org.shmstress.observation.Observation.Nothing;
import org.shmstress.observation.Observation.Operations;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.WorkerExit;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.ShellWord;
import org.shmstress.reports.model.TrialDetail.Counted;
import org.shmstress.reports.model.TrialDetail.Lines;
import org.shmstress.reports.model.TrialDetail.Pair;
import org.shmstress.reports.model.TrialDetail.Trace;
import org.shmstress.reports.model.TrialDetail.Worker;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectations;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Draws up one trial in full. */
final class TrialDetails {

    private static final int LISTED = 8;

    /** Facts that are drawn, or stand among the figures. */
    private static final Set<String> DRAWN = Set.of(
            "judge", "rounds", "operations", "met another worker's", "schedule", "found in", "history", "why", "fault");

    /** Facts of a lock that are drawn: what was recorded when it was used once more. */
    private static final Set<String> RECORDED = Set.of("found in", "history", "why");

    /** Facts of a lock that stand among the figures; where something is wrong they are what is wrong, and stand there too. */
    private static final Set<String> COUNTED =
            Set.of("sections", "protected sum", "overlaps seen from inside", "met another worker", "schedule");

    private TrialDetails() {}

    /**
     * A trial's particulars.
     *
     * @param reason its reason, empty where the page has said it already
     */
    static TrialDetail of(TrialFinished trial, String reason, String anchor, List<Expectation> table, Site site) {
        Observation seen = trial.observation().value();
        boolean passed = trial.grade() == Grade.PASSED; // what the page has above is then enough
        return new TrialDetail(
                Text.of(trial.trial()),
                anchor,
                Mark.of(trial.grade()),
                ConfigurationWords.line(trial.configuration()) + ", seed "
                        + trial.configuration().seed() + ", repetition "
                        + trial.configuration().repetition(),
                Text.of(reason),
                facts(trial, seen),
                figures(trial, seen),
                lists(trial, seen),
                !passed && seen instanceof Outcomes outcomes ? counted(outcomes, table) : List.of(),
                segment(seen),
                seen.workers().stream()
                        .map(w ->
                                worker(w, site.jdk(w.jdk()), site.workerFiles().of(trial, w)))
                        .toList(),
                histories(seen),
                seen instanceof Scripts scripts ? traces(scripts) : List.of(),
                Text.visible(trial.repeat()),
                passed ? "" : portable(trial.portable()));
    }

    private static List<HistoryView> histories(Observation seen) {
        if (seen instanceof Operations operations) {
            String lead = "The lock was used once more with each critical section recorded. ";
            return operations.recorded().flatMap(again -> HistoryViews.of(lead, again)).stream()
                    .toList();
        }
        return seen instanceof Histories recorded
                ? HistoryViews.of("", recorded).stream().toList()
                : List.of();
    }

    private static Pair pair(String name, String value) {
        return new Pair(Text.of(name), Text.of(value));
    }

    /** What stands among the figures, or is drawn, need not be read as a line as well. */
    private static List<Pair> facts(TrialFinished trial, Observation seen) {
        return told(trial, seen).map(f -> pair(f.key(), f.value())).toList();
    }

    private static Stream<Fact> told(TrialFinished trial, Observation seen) {
        Set<String> elsewhere = elsewhere(trial, seen);
        return trial.facts().stream().filter(f -> !elsewhere.contains(f.key()));
    }

    private static Set<String> elsewhere(TrialFinished trial, Observation seen) {
        if (seen instanceof Operations operations) {
            return trial.grade() == Grade.PASSED
                    ? COUNTED
                    : operations.recorded().isPresent() ? RECORDED : Set.of();
        }
        return seen instanceof Histories ? DRAWN : Set.of();
    }

    private static List<Pair> figures(TrialFinished trial, Observation seen) {
        List<Pair> figures = new ArrayList<>();
        figures.add(pair("Time", Words.seconds(trial.seconds())));
        figures.add(pair("Interesting window", trial.witness() ? "entered" : "never seen to be entered"));
        if (seen instanceof Nothing nothing) {
            figures.add(pair(
                    "Whose doing",
                    switch (nothing.cause()) {
                        case WORKER -> "a worker's";
                        case HARNESS -> "the harness's";
                        case CANNOT_RUN -> "nobody's: it cannot run here";
                    }));
        } else if (seen instanceof Outcomes outcomes) {
            figures.addAll(outcomeFigures(outcomes));
        } else if (seen instanceof Operations operations) {
            figures.addAll(operationFigures(operations));
        } else if (seen instanceof Histories histories) {
            figures.addAll(historyFigures(histories));
        } else if (seen instanceof Scripts scripts) {
            figures.add(pair("Scripts run", Words.count(scripts.tries())));
            figures.add(pair("Steps performed", Words.count(scripts.steps())));
        }
        return figures;
    }

    private static List<Pair> outcomeFigures(Outcomes seen) {
        long nanos = Math.max(1, seen.runNanos() + seen.resetNanos() + seen.tallyNanos());
        return List.of(
                pair("Samples", Words.count(seen.samples())),
                pair("Rounds", Words.count(seen.rounds())),
                pair("Settings tried", Words.count(seen.settingsTried())),
                pair(
                        "Actors at once",
                        "in " + Words.count(seen.overlappedChunks()) + " of "
                                + Words.counted(seen.sampledChunks(), "chunk", "chunks") + " looked at"),
                pair(
                        "Time in actors, reset, tally",
                        Words.share(seen.runNanos(), nanos) + ", " + Words.share(seen.resetNanos(), nanos) + ", "
                                + Words.share(seen.tallyNanos(), nanos)),
                pair(
                        "Worker start to first sample",
                        seen.startToFirstSampleMillis() < 0
                                ? "workers were running already"
                                : Words.count(seen.startToFirstSampleMillis()) + Words.NBSP + "ms"));
    }

    private static List<Pair> operationFigures(Operations seen) {
        List<Pair> figures = new ArrayList<>(List.of(
                pair("Schedule", seen.schedule().toLowerCase(Locale.ROOT)),
                pair("Operations, as workers counted", Words.count(seen.operations())),
                pair("Operations, as the segment counted", Words.count(seen.recordedOperations())),
                pair("Protected sum", Words.count(seen.protectedSum())),
                pair("Overlaps of critical sections", Words.count(seen.violations())),
                pair("Operations that met another worker", Words.count(seen.contended())),
                pair("Stalled", seen.stalled() ? "yes: no worker moved although all had work" : "no")));
        seen.recorded()
                .ifPresent(again -> figures.add(pair(
                        "Once more, with each section recorded",
                        Words.counted(again.operations(), "section", "sections") + " in "
                                + Words.counted(again.rounds(), "round", "rounds"))));
        return figures;
    }

    private static List<Pair> historyFigures(Histories seen) {
        return List.of(
                pair("Schedule", seen.schedule()),
                pair(
                        "Rounds, each on a fresh object",
                        Words.count(seen.rounds()) + ", " + Words.count(seen.fencedRounds()) + " recorded with fences"),
                pair("Operations recorded", Words.count(seen.operations())),
                pair("Operations that met another worker's", Words.count(seen.overlapped())),
                pair("Rounds that no judge could decide", Words.count(seen.undecided())),
                pair("Stalled", seen.stall().isEmpty() ? "no" : "yes: no worker moved although all had work"));
    }

    /** What stands among the facts, line by line, is no list as well. */
    private static List<Lines> lists(TrialFinished trial, Observation seen) {
        Set<String> said = told(trial, seen).map(Fact::value).collect(Collectors.toSet());
        return lists(seen).stream()
                .filter(list -> list.lines().stream().anyMatch(line -> !said.contains(whole(line))))
                .toList();
    }

    private static String whole(Text line) {
        return line.isCut() ? line.whole() : line.shown();
    }

    private static List<Lines> lists(Observation seen) {
        List<Lines> lists = new ArrayList<>();
        if (seen instanceof Operations operations) {
            add(lists, "Evidence", operations.evidence());
            add(lists, "Events counted", operations.events());
        } else if (seen instanceof Histories histories) {
            add(lists, "Who judged", histories.judges());
            add(lists, "Faults injected", histories.faults());
            add(lists, "Where workers were when nothing moved any more", histories.stall());
        } else if (seen instanceof Scripts scripts) {
            add(lists, "That the interesting window was entered", scripts.witness());
            add(lists, "Measured", scripts.measured());
        }
        return lists;
    }

    private static void add(List<Lines> lists, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            lists.add(new Lines(
                    heading, lines.size() > LISTED, lines.stream().map(Text::of).toList()));
        }
    }

    private static List<Counted> counted(Outcomes seen, List<Expectation> table) {
        return seen.counts().stream()
                .limit(OutcomeTables.COLUMNS)
                .map(c -> new Counted(
                        Text.of(c.outcome()),
                        Words.count(c.count()),
                        Words.share(c.count(), seen.samples()),
                        Mark.of(Expectations.match(table, c.outcome()).expect())))
                .toList();
    }

    private static Text segment(Observation seen) {
        Optional<SegmentSeen> segment = Optional.empty();
        if (seen instanceof Outcomes outcomes) {
            segment = Optional.of(outcomes.segment());
        } else if (seen instanceof Operations operations) {
            segment = Optional.of(operations.segment());
        } else if (seen instanceof Histories histories) {
            segment = Optional.of(histories.segment());
        }
        return Text.of(segment.map(s -> s.name() + ", inode " + s.inode() + ", " + Words.bytes(s.sizeBytes()))
                .orElse(""));
    }

    private static Worker worker(WorkerSeen w, String jdk, List<TrialDetail.File> files) {
        return new Worker(
                "W" + w.index(),
                Long.toString(w.pid()),
                Text.of(jdk),
                Text.of(w.accessPath()),
                Words.address(w.mappingAddress()),
                w.cpu() < 0 ? "any" : Integer.toString(w.cpu()),
                Text.of(w.exit().map(TrialDetails::exit).orElse("lived on")),
                files);
    }

    private static String exit(WorkerExit exit) {
        String how = switch (exit.how()) {
            case ORDERLY -> "left orderly";
            case KILLED_ON_PURPOSE -> "killed on purpose";
            case CRASHED -> "crashed";
            case EXITED -> "exited unasked";
            case OUT_OF_MEMORY -> "killed for want of memory";
            case HUNG -> "hung";
        };
        return how + ", code " + exit.code() + (exit.detail().isEmpty() ? "" : ": " + exit.detail())
                + exit.crashFile().map(f -> "; crash file " + f).orElse("");
    }

    private static List<Trace> traces(Scripts seen) {
        List<Trace> traces = new ArrayList<>();
        seen.failing()
                .ifPresent(t -> traces.add(Traces.of(
                        "The smallest script that still fails", false, List.of(ScriptLanes.of(t, seen.workers())), t)));
        seen.original().ifPresent(t -> traces.add(Traces.of("The script that failed first", true, List.of(), t)));
        seen.sample().ifPresent(t -> traces.add(Traces.of("One script as it went", false, List.of(), t)));
        return traces;
    }

    private static String portable(String spec) {
        return spec.isEmpty() ? "" : "./shmstress run --trial " + ShellWord.quoted(Text.visible(spec));
    }
}
