package org.shmstress.properties.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.Overlap;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;

/**
 * Leaves out steps that mean nothing where they stand: refused by the model, or expected to end in death (scenarios of their own, but
 * for a death that is asked for). Random steps are mostly of this kind, and when a script shrinks, a step goes by itself when what it
 * needs is gone. Overlapping steps leave several states possible: a step stays if it means something in one of them, for whoever runs
 * the script knows which it is.
 */
public final class Meaningful {

    /** Errors about descriptors that are not open are boring after the first; one in so many of them stays. */
    private static final int KEPT_OF_BORING = 12;

    /** Orders that are followed; a filter may forget some. */
    private static final int MAX_STATES = 32;

    private final ReferenceModel model;
    private final boolean errorsWanted;

    private Meaningful(ReferenceModel model, boolean errorsWanted) {
        this.model = model;
        this.errorsWanted = errorsWanted;
    }

    /** Judges by this model, and leaves out accesses past the end, too. */
    public Meaningful(ReferenceModel model) {
        this(model, false);
    }

    /** The same with accesses past the end, where they end in an error and not in a death. */
    public Meaningful withBusErrors() {
        return new Meaningful(model, true);
    }

    /** All that may be performed, in order. */
    List<Shrinkable<Stage>> permitted(List<Shrinkable<Stage>> candidates) {
        return new Walk(false).keep(candidates);
    }

    /** The same without most of the errors that any script has by accident. */
    List<Shrinkable<Stage>> interesting(List<Shrinkable<Stage>> candidates) {
        return new Walk(true).keep(candidates);
    }

    /** Walks along a script; holds the states that are possible by then. */
    private final class Walk {
        private final boolean thinOut;
        private Set<PosixState> states = Set.of(model.initial());
        private int boring;

        Walk(boolean thinOut) {
            this.thinOut = thinOut;
        }

        List<Shrinkable<Stage>> keep(List<Shrinkable<Stage>> candidates) {
            List<Shrinkable<Stage>> kept = new ArrayList<>();
            for (Shrinkable<Stage> candidate : candidates) {
                List<Step> steps = keep(candidate.value());
                if (!steps.isEmpty()) {
                    boolean whole = steps.size() == candidate.value().steps().size();
                    Set<Integer> workers =
                            Set.copyOf(steps.stream().map(Step::worker).toList());
                    kept.add(whole ? candidate : candidate.map(stage -> Stages.of(stage, workers)));
                    follow(steps);
                }
            }
            return kept;
        }

        private List<Step> keep(Stage stage) {
            List<Step> kept = new ArrayList<>();
            for (Step step : stage.steps()) {
                if (isKept(step, kept)) {
                    kept.add(step);
                }
            }
            return kept;
        }

        private boolean isKept(Step step, List<Step> beside) {
            List<Ruling.Permitted> rulings = states.stream()
                    .flatMap(state -> permitted(state, step, beside).stream())
                    .toList();
            if (rulings.isEmpty() || rulings.stream().anyMatch(ruling -> mayBreak(ruling, step.action()))) {
                return false;
            }
            return !thinOut || !rulings.stream().allMatch(Meaningful::isBoring) || boring++ % KEPT_OF_BORING == 0;
        }

        private Optional<Ruling.Permitted> permitted(PosixState state, Step step, List<Step> beside) {
            return model.rule(state, step) instanceof Ruling.Permitted ruling
                            && Overlap.refusal(state, step, beside).isEmpty()
                    ? Optional.of(ruling)
                    : Optional.empty();
        }

        private void follow(List<Step> steps) {
            Set<PosixState> next = new LinkedHashSet<>();
            states.forEach(state -> inAnyOrder(state, steps, next));
            states = next;
        }

        private void inAnyOrder(PosixState state, List<Step> left, Set<PosixState> ends) {
            if (ends.size() >= MAX_STATES) {
                return;
            } else if (left.isEmpty()) {
                ends.add(state);
            }
            for (int i = 0; i < left.size(); i++) {
                List<Step> rest = new ArrayList<>(left);
                PosixState after = after(state, rest.remove(i));
                inAnyOrder(after, rest, ends);
            }
        }

        /** Where several answers are possible they differ by what is read, not by what comes of it. */
        private PosixState after(PosixState state, Step step) {
            return model.rule(state, step) instanceof Ruling.Permitted ruling
                    ? ruling.possibilities().get(0).next().apply(new Answer.Ok())
                    : state;
        }
    }

    private boolean mayBreak(Ruling.Permitted ruling, Action action) {
        boolean asked = action instanceof Action.Kill || action instanceof Action.Exit;
        return Stream.of(ruling)
                .flatMap(r -> r.possibilities().stream())
                .anyMatch(p -> p.answer().accepts(new Answer.Died("somehow")) && !asked
                        || p.answer() instanceof Allowed.Exactly e
                                && e.answer() instanceof Answer.Threw
                                && !errorsWanted);
    }

    private static boolean isBoring(Ruling.Permitted ruling) {
        return ruling.possibilities().get(0).answer() instanceof Allowed.Exactly e
                && e.answer().equals(new Answer.Failed("EBADF"));
    }
}
