package org.shmstress.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shmstress.history.History;
import org.shmstress.history.Response;
import org.shmstress.history.Section;
import org.shmstress.history.Value;

/**
 * Judges whether a lock kept processes apart, by three independent witnesses: stamps from inside two sections that overlap, what the lock
 * protects found in the middle of a change, and two sections that answered with the same value of a counter which each of them increments.
 *
 * <p>The stamps are taken after acquiring and before releasing, so they understate how long a section lasted: they prove an overlap and
 * never invent one, however the history was recorded.
 */
public final class MutualExclusion {
    private final History history;
    private final Set<Integer> dead;

    private MutualExclusion(History history) {
        this.history = history;
        this.dead = history.dead();
    }

    /** Judges one history. */
    public static Judgement judge(History history) {
        return new MutualExclusion(history).judge();
    }

    private Judgement judge() {
        if (history.sections().isEmpty()) {
            return new Judgement.Undecided("nobody was in a critical section");
        }
        return overlap()
                .or(this::foundUnequal)
                .or(this::lostIncrement)
                .orElseGet(() -> new Judgement.Holds(
                        "one at a time in " + history.sections().size() + " sections"));
    }

    private Optional<Judgement> overlap() {
        List<Section> inside = new ArrayList<>();
        for (Section entering : history.sections()) {
            inside.removeIf(other -> lastSeenInside(other) <= entering.entered());
            for (Section other : inside) {
                if (other.process() != entering.process() && lastSeenInside(entering) > other.entered()) {
                    return Optional.of(violated(
                            "two processes were in the critical section at the same time",
                            List.of(other, entering),
                            List.of(
                                    because(other, "entered first", "process " + other.process() + " inside", false),
                                    because(
                                            entering,
                                            "entered " + inWords(entering.entered() - other.entered()) + " later, "
                                                    + leaving(other, entering),
                                            "processes " + other.process() + " and " + entering.process() + " inside",
                                            true))));
                }
            }
            inside.add(entering);
        }
        return Optional.empty();
    }

    /** Of a process that died inside nothing is known after its first stamp; its successor may have entered before the death was known here. */
    private long lastSeenInside(Section section) {
        return section.isOpen() && dead.contains(section.process()) ? section.entered() : section.left();
    }

    private static String leaving(Section other, Section entering) {
        return other.isOpen()
                ? "and process " + other.process() + " has not left"
                : inWords(other.left() - entering.entered()) + " before process " + other.process() + " left";
    }

    private static String inWords(long nanos) {
        return nanos < 10_000 ? nanos + " ns" : nanos < 10_000_000 ? nanos / 1_000 + " µs" : nanos / 1_000_000 + " ms";
    }

    private Optional<Judgement> foundUnequal() {
        return history.sections().stream()
                .filter(Section::foundUnequal)
                .findFirst()
                .map(section -> violated(
                        "a critical section found another's work half done",
                        List.of(section),
                        List.of(because(
                                section,
                                "found the three counters unequal that each section increments, one after the other",
                                "",
                                true))));
    }

    private Optional<Judgement> lostIncrement() {
        Map<Value, Section> firstWith = new HashMap<>();
        for (Section section : history.sections()) {
            if (section.call().response() instanceof Response.Returned returned) {
                Section earlier = firstWith.putIfAbsent(returned.value(), section);
                if (earlier != null) {
                    String state = "the counter is " + returned.value().text();
                    return Optional.of(violated(
                            "an increment inside the critical section was lost",
                            List.of(earlier, section),
                            List.of(
                                    because(earlier, "incremented the counter", state, false),
                                    because(section, "incremented it from the same value", state, true))));
                }
            }
        }
        return Optional.empty();
    }

    private static Judgement.Because because(Section section, String what, String state, boolean contradicts) {
        return new Judgement.Because(Optional.of(section.call()), section.call() + ", " + what, state, contradicts);
    }

    private Judgement violated(String reason, List<Section> shown, List<Judgement.Because> because) {
        History evidence = new History(
                history.recording(),
                shown.stream().map(Section::call).toList(),
                List.of(),
                history.deaths(),
                shown,
                Optional.empty());
        return new Judgement.Violated(reason, evidence, because);
    }
}
