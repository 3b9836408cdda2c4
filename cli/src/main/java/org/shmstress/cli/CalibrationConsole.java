package org.shmstress.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.shmstress.calibration.Calibration;
import org.shmstress.calibration.Finding;
import org.shmstress.record.Entry;
import org.shmstress.run.RunListener;
import org.shmstress.verdict.Grade;

/** Shows a calibration as it happens: one line per row of the table as soon as it is decided. */
final class CalibrationConsole implements RunListener {

    private final PrintStream out;
    private final LiveLine live;

    CalibrationConsole(PrintStream out, LiveLine live) {
        this.out = out;
        this.live = live;
    }

    @Override
    public void on(Entry entry) {
        if (entry instanceof Entry.RunStarted started) {
            live.begin(started.plannedTrials());
            say("shmstress " + started.product() + ", calibration " + started.runId() + ", seed " + started.seed());
        } else if (entry instanceof Entry.EnvironmentSeen seen) {
            say(seen.kernel() + ", " + seen.libc() + ", " + seen.cpus() + " CPUs, JDK "
                    + String.join("; JDK ", seen.jdks()));
            say("");
            say("result       row    time        operations  schedule");
        } else if (entry instanceof Entry.TrialStarted started) {
            live.current(started.scenario());
        } else if (entry instanceof Entry.TrialFinished finished) {
            live.step(finished);
        } else if (entry instanceof Entry.RunFinished finished) {
            live.end();
            finished.leaks().forEach(leak -> say("left behind: " + leak));
        }
    }

    void decided(Finding row) {
        say(String.format(
                Locale.ROOT,
                "%-12s %s  %-10s %11s  %-11s %s%s",
                row.result(),
                row.id(),
                Durations.show(row.seconds()),
                Numbers.show(row.operations()),
                row.schedule(),
                row.rare() ? "(rare) " : "",
                row.reason()));
    }

    void end(Calibration calibration, Grade verdict) {
        say("");
        say(calibration.reason()
                + calibration.medianSeconds().stream()
                        .mapToObj(s -> "; half of those found within " + Durations.show(s))
                        .findFirst()
                        .orElse(""));
        say("verdict " + verdict);
    }

    private void say(String line) {
        live.above(() -> out.println(Console.printable(line)));
    }
}
