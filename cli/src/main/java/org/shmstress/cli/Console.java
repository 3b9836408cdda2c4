package org.shmstress.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.observation.Observation;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.plan.Coverage;
import org.shmstress.record.Entry;
import org.shmstress.run.RunListener;
import org.shmstress.run.script.ScriptFile;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Shows a run as it happens: one line per scenario, its evidence below where something is wrong. */
final class Console implements RunListener {

    private static final int MOST_LINES = 30;
    private static final double QUIET_SECONDS = 20;
    private static final double SILENT_SECONDS = 30;

    private final PrintStream out;
    private final LiveLine live;
    private final Map<String, Entry.TrialFinished> firstBad = new LinkedHashMap<>();
    private final ContractTally contract = new ContractTally();
    private int idWidth = 30;
    private Optional<Entry.TrialFinished> red = Optional.empty();
    private int planned;
    private int done;
    private int pass;
    private double now;
    private double saidAt;
    private long operations;
    private long scripts;

    Console(PrintStream out, LiveLine live) {
        this.out = out;
        this.live = live;
    }

    @Override
    public void on(Entry entry) {
        if (entry instanceof Entry.RunStarted started) {
            live.begin(started.plannedTrials());
            planned = started.plannedTrials();
            say("shmstress " + started.product() + ", run " + started.runId() + ", profile " + started.profile()
                    + ", seed " + started.seed() + ", " + started.plannedTrials() + " trials");
        } else if (entry instanceof Entry.EnvironmentSeen seen) {
            say(seen.kernel() + ", " + seen.libc() + ", " + seen.cpus() + " CPUs, JDK "
                    + String.join("; JDK ", seen.jdks()));
        } else if (entry instanceof Entry.Covered covered) {
            coverage(covered);
        } else if (entry instanceof Entry.ScenarioPlanned planned) {
            idWidth = Math.min(60, Math.max(idWidth, planned.scenario().length()));
            contract.planned(planned.scenario());
        } else if (entry instanceof Entry.TrialStarted started) {
            live.current(started.scenario());
            tellRed();
            pass(started);
            heartbeat(started);
        } else if (entry instanceof Entry.TrialFinished finished) {
            trial(finished);
        } else if (entry instanceof Entry.ScenarioFinished finished) {
            scenario(finished);
        } else if (entry instanceof Entry.RunResumed resumed) {
            say("goes on after " + Durations.show(resumed.atSeconds()) + "; what was recorded before is shown again");
            say("");
        } else if (entry instanceof Entry.Quarantined held) {
            say("in quarantine until " + held.expires() + ", " + held.owner() + ": " + held.scenario() + " "
                    + held.grade() + " (" + held.reason() + ")");
        } else if (entry instanceof Entry.QuarantineUnused unused) {
            say("not needed in the quarantine: line " + unused.line() + ", " + unused.pattern() + ": " + unused.why());
        } else if (entry instanceof Entry.RunFinished finished) {
            live.end();
            end(finished);
        }
    }

    private void trial(Entry.TrialFinished finished) {
        live.step(finished);
        done++;
        now = finished.atSeconds();
        noteRed(finished);
        if (finished.scenario().startsWith(ScriptFile.SUBJECT)) {
            script(finished);
        }
        count(finished.observation().value());
        contract.tried(finished.scenario(), finished.observation().value());
        if (finished.grade().severity() > Grade.SKIPPED.severity()) {
            firstBad.merge(
                    finished.scenario(),
                    finished,
                    (a, b) -> b.grade().severity() > a.grade().severity() ? b : a);
        }
    }

    /** Who replays a script wants to see every answer, the right ones too. */
    private void script(Entry.TrialFinished finished) {
        if (finished.observation().value() instanceof Observation.Scripts seen) {
            say(finished.trial() + ": JDK " + finished.configuration().jdkSet() + ", "
                    + finished.configuration().accessPath());
            seen.failing().or(seen::sample).ifPresent(trace -> trace.steps().forEach(this::step));
        }
    }

    private void step(ScriptTrace.StepSeen step) {
        String line = String.format(
                Locale.ROOT, "  %-5s %-50s  %s", step.agrees() ? "" : "WRONG", step.step(), step.answer());
        say(step.agrees() ? line : line + ", allowed was " + String.join(" or ", step.allowed()));
    }

    private void coverage(Entry.Covered covered) {
        Coverage c = covered.coverage();
        if (!covered.plan()) {
            live.end();
            say("");
        }
        if (c.possible() > 0) {
            say("matrix: " + (covered.plan() ? "the plan has " : "tried were ") + c.covered() + " of " + c.possible()
                    + " pairs of JDK set, JIT mode, access path and placement; all of their own: " + c.complete()
                    + " of "
                    + c.scenarios() + " scenarios");
        }
        if (covered.plan()) {
            say("");
        }
    }

    /** What is wrong is told at once, unless the line of its scenario comes next and tells it anyway. */
    private void noteRed(Entry.TrialFinished finished) {
        Entry.TrialFinished before = firstBad.get(finished.scenario());
        boolean known =
                before != null && before.grade().severity() >= finished.grade().severity();
        if (finished.grade().severity() >= Grade.BROKEN.severity() && !known) {
            red = Optional.of(finished);
        }
    }

    private void tellRed() {
        red.ifPresent(finished -> say(finished.grade() + " at once: " + finished.scenario() + ", trial "
                + finished.trial() + ": " + finished.reason()));
        red = Optional.empty();
    }

    /** Where no line is drawn again, so that nobody takes a long pass for a hang. */
    private void heartbeat(Entry.TrialStarted started) {
        if (!live.isShown() && started.atSeconds() - saidAt > SILENT_SECONDS) {
            say("after " + Durations.show(started.atSeconds()) + ": " + done + " of " + planned + " trials, now "
                    + started.scenario()
                    + (firstBad.isEmpty() ? "" : "; not passed so far: " + firstBad.keySet()));
            saidAt = started.atSeconds();
        }
    }

    /** Scenarios end in their last pass: without this line a long first one would look like a hang. */
    private void pass(Entry.TrialStarted started) {
        int next = started.configuration().repetition();
        if (next > pass && started.atSeconds() - saidAt > QUIET_SECONDS) {
            say("pass " + (next + 1) + " begins after " + Durations.show(started.atSeconds())
                    + (firstBad.isEmpty() ? ", nothing wrong so far" : ", not passed so far: " + firstBad.keySet()));
            saidAt = started.atSeconds();
        }
        pass = Math.max(pass, next);
    }

    private void scenario(Entry.ScenarioFinished finished) {
        red = red.filter(trial -> !trial.scenario().equals(finished.scenario()));
        saidAt = now;
        if (contract.swallows(finished)) {
            return;
        }
        say(String.format(
                Locale.ROOT,
                "%-8s %-" + idWidth + "s %8s  %s",
                finished.grade(),
                finished.scenario(),
                Durations.show(finished.seconds()),
                finished.reason()));
        Entry.TrialFinished bad = firstBad.get(finished.scenario());
        if (bad != null && finished.grade().severity() >= Grade.BROKEN.severity()) {
            evidence(bad);
        }
    }

    private void evidence(Entry.TrialFinished bad) {
        Entry.Configuration c = bad.configuration();
        bad.facts().forEach(this::fact);
        say("           under: " + c.mode() + ", JDK " + c.jdkSet() + ", " + c.jitSet() + ", " + c.accessPath() + ", "
                + c.placement() + ", schedule " + c.schedule() + ", seed " + c.seed());
        say("           repeat: " + bad.repeat());
    }

    /** What has many lines, as a script, begins on the next one. */
    private void fact(Fact fact) {
        List<String> lines = fact.value().lines().toList();
        if (lines.size() <= 1) {
            say("           " + fact.key() + ": " + fact.value());
            return;
        }
        say("           " + fact.key() + ":");
        lines.stream().limit(MOST_LINES).forEach(line -> say("             " + line));
        if (lines.size() > MOST_LINES) {
            say("             and " + (lines.size() - MOST_LINES) + " lines more, which the report has");
        }
    }

    private void end(Entry.RunFinished finished) {
        String counts = java.util.Arrays.stream(Grade.values())
                .filter(g -> finished.counts().getOrDefault(g, 0) > 0)
                .map(g -> finished.counts().get(g) + " " + g)
                .collect(Collectors.joining(", "));
        contract.line().ifPresent(this::say);
        say("verdict " + finished.word() + ": " + finished.reason());
        say((counts.isEmpty() ? "nothing ran" : counts) + amounts(finished) + "; took "
                + Durations.show(finished.seconds()));
        leaks(finished.leaks());
    }

    /** What was done, in the unit of each kind of scenario that ran. */
    private String amounts(Entry.RunFinished finished) {
        StringBuilder amounts = new StringBuilder();
        if (finished.samples() > 0) {
            amounts.append("; ")
                    .append(Numbers.show(finished.samples()))
                    .append(" samples at ")
                    .append(Numbers.show(Math.round(finished.samplesPerSecond())))
                    .append("/s");
        }
        if (operations > 0) {
            amounts.append("; ").append(Numbers.show(operations)).append(" operations");
        }
        if (scripts > 0) {
            amounts.append("; ").append(Numbers.show(scripts)).append(" scripts");
        }
        return amounts.toString();
    }

    private void count(Observation seen) {
        if (seen instanceof Observation.Operations locked) {
            operations += locked.operations();
        } else if (seen instanceof Observation.Histories recorded) {
            operations += recorded.operations();
        } else if (seen instanceof Observation.Scripts tried) {
            scripts += tried.tries();
        }
    }

    private void leaks(List<String> leaks) {
        for (String leak : leaks) {
            say("left behind: " + leak);
        }
    }

    private void say(String line) {
        live.above(() -> out.println(printable(line)));
    }

    /** Control characters in names of somebody's tests must not reach the terminal. */
    static String printable(String line) {
        return line.codePoints()
                .mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
