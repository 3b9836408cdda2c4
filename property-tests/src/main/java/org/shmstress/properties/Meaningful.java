package org.shmstress.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Answer;
import org.shmstress.script.Step;

/**
 * Leaves out steps that mean nothing where they stand: refused by the model, or expected to end in a bus error or in death
 * (scenarios of their own). Random steps are mostly of this kind, and when a script shrinks, a step goes by itself when what it needs is gone.
 */
public final class Meaningful {

    /** Errors about descriptors that are not open are boring after the first; one in so many of them stays. */
    private static final int KEPT_OF_BORING = 12;

    private final ReferenceModel model;

    /** Judges by this model. */
    public Meaningful(ReferenceModel model) {
        this.model = model;
    }

    /** All steps that may be performed, in order. */
    public <T> List<T> permitted(List<T> candidates, Function<T, Step> step) {
        return filter(candidates, step, false);
    }

    /** The same without most of the errors that any script has by accident. */
    public <T> List<T> interesting(List<T> candidates, Function<T, Step> step) {
        return filter(candidates, step, true);
    }

    private <T> List<T> filter(List<T> candidates, Function<T, Step> step, boolean thinOut) {
        List<T> kept = new ArrayList<>();
        PosixState state = model.initial();
        int boring = 0;
        for (T candidate : candidates) {
            if (!(model.rule(state, step.apply(candidate)) instanceof Ruling.Permitted ruling) || mayBreak(ruling)) {
                continue;
            }
            if (!thinOut || !isBoring(ruling) || boring++ % KEPT_OF_BORING == 0) {
                kept.add(candidate);
                // Where several answers are possible they differ by what is read, not by what comes of it.
                state = ruling.possibilities().get(0).next().apply(new Answer.Ok());
            }
        }
        return kept;
    }

    private static boolean mayBreak(Ruling.Permitted ruling) {
        return ruling.possibilities().stream()
                .anyMatch(p -> p.answer().accepts(new Answer.Died("somehow"))
                        || p.answer() instanceof Allowed.Exactly e && e.answer() instanceof Answer.Threw);
    }

    private static boolean isBoring(Ruling.Permitted ruling) {
        return ruling.possibilities().get(0).answer() instanceof Allowed.Exactly e
                && e.answer().equals(new Answer.Failed("EBADF"));
    }
}
