package org.shmstress.run.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.judge.Judgement;
import org.shmstress.judge.Judgement.Because;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.DeathSeen;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Finding.PauseSeen;
import org.shmstress.observation.Finding.SectionSeen;
import org.shmstress.observation.Finding.Step;

/** Turns what a judge found into plain data, together with what else was going on at that time. */
final class Findings {

    /** Operations shown beside the needed ones. */
    private static final int OTHERS = 24;

    private final History history;
    private final List<Operation> needed;
    private final List<Operation> shown;
    private final long zero;

    private Findings(History history, List<Operation> needed) {
        this.history = history;
        this.needed = needed;
        this.shown = new ArrayList<>(needed);
        this.shown.addAll(meanwhile());
        this.shown.sort(Comparator.comparingLong(Operation::invoked));
        this.zero = shown.isEmpty() ? 0 : shown.get(0).invoked();
    }

    static Finding of(String judge, long round, History history, Judgement.Violated violated) {
        Findings findings = new Findings(history, violated.evidence().operations());
        return new Finding(
                judge,
                judge.equals(Judges.EXCLUSION) ? violated.reason() : reason(violated),
                round,
                history.recording().name().toLowerCase(Locale.ROOT),
                history.operations().size(),
                findings.operations(),
                findings.deaths(),
                violated.because().stream().map(findings::step).toList(),
                findings.pauses(),
                findings.sections());
    }

    /** With the operation at which every explanation ends, where there is one. */
    private static String reason(Judgement.Violated violated) {
        return violated.because().stream()
                .filter(Because::contradicts)
                .flatMap(because -> because.operation().stream())
                .reduce((earlier, later) -> later)
                .map(one -> violated.reason() + ": nothing explains that " + one)
                .orElse(violated.reason());
    }

    /** The last ones that ran while a needed one did or between two of these; of a needed one that was forgotten, not itself again. */
    private List<Operation> meanwhile() {
        long begin = needed.stream().mapToLong(Operation::invoked).min().orElse(Long.MAX_VALUE);
        List<Operation> others = history.operations().stream()
                .filter(one -> one.responded() >= begin && one.invoked() <= end(needed))
                .filter(one -> needed.stream().noneMatch(n -> isSame(n, one)))
                .toList();
        return others.subList(Math.max(0, others.size() - OTHERS), others.size());
    }

    private static boolean isSame(Operation one, Operation other) {
        return one.process() == other.process()
                && one.invoked() == other.invoked()
                && one.call().equals(other.call());
    }

    /** When the last of these had begun or ended. */
    private static long end(List<Operation> some) {
        return some.stream()
                .mapToLong(one -> one.isPending() ? one.invoked() : one.responded())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private List<OperationSeen> operations() {
        return shown.stream().map(this::operation).toList();
    }

    /** One that is needed for its effect alone is shown with the answer that it had. */
    private Operation asRecorded(Operation needed) {
        return history.operations().stream()
                .filter(one -> isSame(one, needed))
                .findFirst()
                .orElse(needed);
    }

    private OperationSeen operation(Operation shownOne) {
        Operation one = asRecorded(shownOne);
        return new OperationSeen(
                one.process(),
                one.call().toString(),
                one.response().text(),
                one.invoked() - zero,
                one.isPending() ? Finding.NEVER : one.responded() - zero,
                needed.stream().anyMatch(n -> isSame(n, one)));
    }

    private List<DeathSeen> deaths() {
        return history.deaths().stream()
                .map(death -> new DeathSeen(death.process(), death.position() - zero, death.where()))
                .toList();
    }

    /** Those that reach into the time that is shown. */
    private List<PauseSeen> pauses() {
        return history.pauses().stream()
                .filter(pause -> pause.until() >= zero && pause.from() <= end(shown))
                .map(pause -> new PauseSeen(pause.process(), pause.from() - zero, pause.until() - zero))
                .toList();
    }

    /** Those of the operations that are shown. */
    private List<SectionSeen> sections() {
        return history.sections().stream()
                .filter(section -> shown.stream().anyMatch(one -> isSame(one, section.call())))
                .map(section -> new SectionSeen(
                        section.process(),
                        section.entered() - zero,
                        section.isOpen() ? Finding.NEVER : section.left() - zero))
                .toList();
    }

    private Step step(Because because) {
        int index = because.operation()
                .map(one -> IntStream.range(0, shown.size())
                        .filter(i -> isSame(shown.get(i), one))
                        .findFirst()
                        .orElse(-1))
                .orElse(-1);
        return new Step(index, because.words(), because.state(), because.contradicts());
    }
}
