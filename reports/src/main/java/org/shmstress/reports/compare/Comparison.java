package org.shmstress.reports.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.record.Entry.ReferenceMeasured;
import org.shmstress.reports.compare.SpeedChange.Reading;

/**
 * Two sides compared.
 *
 * @param base name of the one that is taken for good
 * @param now name of the one that is in question
 * @param decision whether to go
 * @param shortfalls what is missing of the sides, one sentence each
 * @param scenarios scenarios that have a grade on both sides
 * @param unchanged those of them that have the same
 * @param quarantined changes of scenarios in quarantine on the new side; they are in none of the other lists
 * @param reference nanoseconds of the reference loop, new by base, medians; 0 if one side has none
 * @param equalFacts facts about the machine that are the same
 */
public record Comparison(
        String base,
        String now,
        Decision decision,
        List<String> shortfalls,
        int scenarios,
        int unchanged,
        List<GradeChange> grades,
        List<DeviationChange> deviations,
        List<OutcomeChange> outcomes,
        List<AnswerChange> answers,
        List<SpeedChange> speeds,
        List<QuarantinedChange> quarantined,
        double reference,
        List<EnvironmentChange> environment,
        List<String> equalFacts) {

    /**
     * Compares.
     *
     * @param failOn the differences that count
     */
    public static Comparison of(Side base, Side newer, Set<Aspect> failOn) {
        Side now = newer.beside(base);
        List<String> common = now.grades().keySet().stream()
                .filter(base.grades()::containsKey)
                .toList();
        int same = (int) common.stream()
                .filter(s -> base.gradeOf(s).equals(now.gradeOf(s)))
                .count();
        Proof proof = Proof.of(base, now);
        Comparison all = new Comparison(
                base.name(),
                now.name(),
                new Decision(false, "", List.of()),
                Stream.of(
                                base.shortfall(),
                                now.shortfall(),
                                now.jdks().inWords(),
                                AnswerChange.unmatched(base, now),
                                now.axis() ? triedApart(base, now, common.size()) : proof.leftOut())
                        .flatMap(Optional::stream)
                        .toList(),
                common.size(),
                same,
                GradeChange.between(base, now),
                DeviationChange.between(base, now),
                OutcomeChange.between(base, now),
                AnswerChange.between(base, now),
                SpeedChange.between(base, now),
                List.of(),
                reference(base, now),
                EnvironmentChange.between(base.environment(), now.environment()),
                EnvironmentChange.equal(base.environment(), now.environment()));
        Stream<String> tooLittle = common.isEmpty()
                ? Stream.of("no scenario has a grade on both sides, so that nothing was compared")
                : proof.objections();
        Comparison undecided = all.apart(now.quarantine());
        return undecided.with(Decision.of(
                undecided, Stream.concat(tooLittle, now.shortfall().stream()).toList(), failOn));
    }

    /** What a plan does not promise is told, and held against nobody. */
    private static Optional<String> triedApart(Side base, Side now, int common) {
        int apart = base.grades().size() + now.grades().size() - 2 * common;
        return now.axis() && apart > 0
                ? Optional.of(apart + " scenarios were tried on one of the two only; a longer run tries more on both")
                : Optional.empty();
    }

    /** The same with changes of scenarios in quarantine in a list of their own. */
    private Comparison apart(Map<String, String> quarantine) {
        return new Comparison(
                base,
                now,
                decision,
                shortfalls,
                scenarios,
                unchanged,
                QuarantinedChange.without(grades, GradeChange::scenario, quarantine),
                QuarantinedChange.without(deviations, DeviationChange::scenario, quarantine),
                QuarantinedChange.without(outcomes, OutcomeChange::scenario, quarantine),
                QuarantinedChange.without(answers, AnswerChange::scenario, quarantine),
                QuarantinedChange.without(speeds, SpeedChange::scenario, quarantine),
                QuarantinedChange.among(this, quarantine),
                reference,
                environment,
                equalFacts);
    }

    private Comparison with(Decision decided) {
        return new Comparison(
                base,
                now,
                decided,
                shortfalls,
                scenarios,
                unchanged,
                grades,
                deviations,
                outcomes,
                answers,
                speeds,
                quarantined,
                reference,
                environment,
                equalFacts);
    }

    private static double reference(Side base, Side now) {
        double before = median(base.references());
        double after = median(now.references());
        return before > 0 ? after / before : 0;
    }

    private static double median(List<ReferenceMeasured> references) {
        double[] nanos = references.stream()
                .mapToDouble(ReferenceMeasured::nanos)
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[nanos.length / 2];
    }

    /** Changes of grade in one direction. */
    public List<GradeChange> grades(GradeChange.Direction direction) {
        return grades.stream().filter(g -> g.direction() == direction).toList();
    }

    /** Speeds with this reading. */
    public List<SpeedChange> speeds(Reading reading) {
        return speeds.stream().filter(s -> Objects.equals(s.reading(), reading)).toList();
    }
}
