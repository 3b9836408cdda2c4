package org.shmstress.cli;

import java.util.HashSet;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry;
import org.shmstress.verdict.Grade;

/** The live line below a run: done, left, what runs now, samples per second. */
interface LiveLine {

    void begin(int trials);

    void current(String scenario);

    void step(Entry.TrialFinished finished);

    /** Prints something above the line. */
    void above(Runnable print);

    /** Whether there is a line to be seen. */
    boolean isShown();

    void end();

    /** No line: output is not a terminal. */
    static LiveLine none() {
        return new LiveLine() {
            @Override
            public void begin(int trials) {}

            @Override
            public void current(String scenario) {}

            @Override
            public void step(Entry.TrialFinished finished) {}

            @Override
            public void above(Runnable print) {
                print.run();
            }

            @Override
            public boolean isShown() {
                return false;
            }

            @Override
            public void end() {}
        };
    }

    /** A line on the terminal behind standard error. */
    static LiveLine terminal() {
        return new Bar();
    }

    /** Drawn by the progress bar's own thread a few times a second. */
    final class Bar implements LiveLine {
        private static final String CLEAR_LINE = "\r\033[2K";

        private final Set<String> red = new HashSet<>();
        private ProgressBar bar = builder().setInitialMax(-1).build();

        private static ProgressBarBuilder builder() {
            return new ProgressBarBuilder()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .setTaskName("trials")
                    .clearDisplayOnFinish();
        }

        @Override
        public void begin(int trials) {
            bar.maxHint(trials);
        }

        @Override
        public void current(String scenario) {
            bar.setExtraMessage(redFirst() + Console.printable(scenario));
        }

        @Override
        public void step(Entry.TrialFinished finished) {
            bar.step();
            if (finished.grade().severity() >= Grade.BROKEN.severity()) {
                red.add(finished.scenario());
            }
            Observation seen = finished.observation().value();
            if (seen instanceof Observation.Outcomes outcomes) {
                speed(finished, outcomes.samples(), "samples");
            } else if (seen instanceof Observation.Operations locked) {
                speed(finished, locked.operations(), "operations");
            } else if (seen instanceof Observation.Histories recorded) {
                speed(finished, recorded.operations(), "operations");
            }
        }

        /** What is wrong stands before all else, since a narrow terminal cuts off the end. */
        private String redFirst() {
            return red.isEmpty() ? " " : " " + red.size() + " NOT PASSED, ";
        }

        private void speed(Entry.TrialFinished finished, long amount, String unit) {
            if (finished.seconds() > 0) {
                bar.setExtraMessage(redFirst() + Console.printable(finished.scenario()) + " "
                        + Numbers.show(Math.round(amount / finished.seconds())) + " " + unit + "/s");
            }
        }

        @Override
        public void above(Runnable print) {
            System.err.print(CLEAR_LINE);
            System.err.flush();
            print.run();
        }

        @Override
        public boolean isShown() {
            return true;
        }

        @Override
        public void end() {
            bar.close();
        }
    }
}
