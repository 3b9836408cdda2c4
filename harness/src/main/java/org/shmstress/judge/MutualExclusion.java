package org.shmstress.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.ProtectedSum;
import org.shmstress.history.Section;
import org.shmstress.history.Value;

/**
 * Judges whether a lock kept processes apart, by three independent witnesses: stamps from inside two sections that overlap, the mark of
 * another process found in the owner word, and a protected sum that lost an increment. The stamps are taken after acquiring and before
 * releasing, so they understate how long a section lasted: they prove an overlap and never invent one, however the history was recorded.
 */
public final class MutualExclusion {
    private final History history;
    private final Map<Integer, Death> deaths = new HashMap<>();

    private MutualExclusion(History history) {
        this.history = history;
        history.deaths().forEach(death -> deaths.put(death.process(), death));
    }

    /** Judges one history. */
    public static Judgement judge(History history) {
        return new MutualExclusion(history).judge();
    }

    private Judgement judge() {
        if (history.sections().isEmpty() && history.sums().isEmpty()) {
            return new Judgement.Undecided("nobody was in a critical section");
        }
        return met().or(this::overlap)
                .or(() -> Sums.judge(history))
                .orElseGet(() -> new Judgement.Holds(
                        "one at a time in " + history.sections().size() + " sections"));
    }

    private Optional<Judgement> met() {
        for (Section section : history.sections()) {
            for (int other : section.met()) {
                if (other != section.process() && !isLeftByDead(section, other)) {
                    String found = describe(section) + " found the mark of process " + other;
                    return Optional.of(violated("two processes met in a critical section", List.of(section), found));
                }
            }
        }
        return Optional.empty();
    }

    /** A process that died inside leaves its mark to its successor. */
    private boolean isLeftByDead(Section section, int other) {
        return deaths.containsKey(other)
                && history.sections().stream()
                        .anyMatch(left -> left.process() == other
                                && left.isOpen()
                                && left.lock().equals(section.lock())
                                && left.entered() <= section.entered());
    }

    private Optional<Judgement> overlap() {
        Map<Value, List<Section>> inside = new HashMap<>();
        for (Section entering : history.sections()) {
            List<Section> here = inside.computeIfAbsent(entering.lock(), lock -> new ArrayList<>());
            here.removeIf(other -> lastSeenInside(other) <= entering.entered());
            for (Section other : here) {
                boolean apart = other.process() == entering.process() || (other.shared() && entering.shared());
                if (!apart && lastSeenInside(entering) > other.entered()) {
                    return Optional.of(violated(
                            "two critical sections overlapped",
                            List.of(other, entering),
                            describe(other) + ", and " + describe(entering)));
                }
            }
            here.add(entering);
        }
        return Optional.empty();
    }

    /** Of a process that died inside nothing is known after its first stamp; its successor may have entered before the death was known here. */
    private long lastSeenInside(Section section) {
        return section.isOpen() && deaths.containsKey(section.process()) ? section.entered() : section.left();
    }

    private static String describe(Section section) {
        String lock = section.lock().equals(Value.NOTHING) ? "" : " of lock " + section.lock();
        return "process " + section.process() + " was inside" + lock + (section.shared() ? " as a reader" : "")
                + " from " + section.entered() + (section.isOpen() ? " on" : " to " + section.left());
    }

    private Judgement violated(String reason, List<Section> shown, String because) {
        return new Judgement.Violated(
                reason,
                new History(
                        history.recording(),
                        List.of(),
                        List.of(),
                        history.deaths(),
                        shown,
                        List.of(),
                        Optional.empty()),
                List.of(Judgement.Because.fact(because)));
    }

    /** Counters that are incremented by load, add and store under a protection. */
    static final class Sums {
        private Sums() {}

        static Optional<Judgement> judge(History history) {
            return history.sums().stream().filter(Sums::isWrong).findFirst().map(wrong -> {
                String expected = wrong.uncertain() == 0
                        ? String.valueOf(wrong.completed())
                        : wrong.completed() + " to " + (wrong.completed() + wrong.uncertain());
                boolean lost = wrong.sum() < wrong.completed();
                return new Judgement.Violated(
                        lost ? "a protected increment was lost" : "a protected increment was done twice",
                        history.withOperations(List.of()),
                        List.of(Judgement.Because.fact(
                                "the protected sum is " + wrong.sum() + ", expected " + expected)));
            });
        }

        private static boolean isWrong(ProtectedSum sum) {
            return sum.sum() < sum.completed() || sum.sum() > sum.completed() + sum.uncertain();
        }
    }
}
