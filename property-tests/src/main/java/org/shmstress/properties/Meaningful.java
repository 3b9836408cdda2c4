package org.shmstress.properties;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/**
 * Makes a script of random steps by leaving out those that mean nothing where they stand: refused by the model, or expected to
 * end in a bus error (a scenario of its own). Errors about descriptors that are not open are boring after the first few; one in
 * so many of them stays.
 */
public final class Meaningful {

    private static final int KEPT_OF_BORING = 12;

    private final ReferenceModel model;

    /** Judges by this model. */
    public Meaningful(ReferenceModel model) {
        this.model = model;
    }

    /** The script. */
    public Script script(List<Step> steps) {
        List<Step> kept = new ArrayList<>();
        PosixState state = model.initial();
        int boring = 0;
        for (Step step : steps) {
            if (!(model.rule(state, step) instanceof Ruling.Permitted ruling) || mayBreak(ruling)) {
                continue;
            }
            if (!isBoring(ruling) || boring++ % KEPT_OF_BORING == 0) {
                kept.add(step);
                // Where several answers are possible they differ by what is read, not by what comes of it.
                state = ruling.possibilities().get(0).next().apply(new Answer.Ok());
            }
        }
        return Script.sequential(kept);
    }

    private static boolean mayBreak(Ruling.Permitted ruling) {
        return ruling.possibilities().stream()
                .anyMatch(p -> p.answer() instanceof Allowed.Exactly e && e.answer() instanceof Answer.Threw);
    }

    private static boolean isBoring(Ruling.Permitted ruling) {
        return ruling.possibilities().get(0).answer() instanceof Allowed.Exactly e
                && e.answer().equals(new Answer.Failed("EBADF"));
    }
}
