package org.shmstress.properties.lifecycle;

import java.util.List;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.Possibility;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Step;
import org.shmstress.script.Width;

/** Errors planted into a model, each one that a kernel, or our own model, might really have. */
enum Defect {
    NAME_KEPT_AFTER_UNLINK {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Unlink ? after(ruling, next -> state) : ruling;
        }
    },
    SIZE_UNCHANGED_BY_TRUNCATE {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            return step.action() instanceof Action.Size ? after(ruling, next -> state) : ruling;
        }
    },
    BYTE_4095_LOST {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            boolean covers = step.action() instanceof Action.Write w
                    && w.offset() <= 4095
                    && w.offset() + w.width().bytes() > 4095;
            Step zero = new Step(step.worker(), new Action.Write("m", 4095, Width.BYTE, 0));
            return covers ? after(ruling, next -> also(right, next, zero)) : ruling;
        }
    },
    CLOSE_REMOVES_MAPPING {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            Step unmap = new Step(step.worker(), new Action.Unmap("m"));
            return step.action() instanceof Action.Close ? after(ruling, next -> also(right, next, unmap)) : ruling;
        }
    },
    WRONG_ERRNO_FOR_TAKEN_NAME {
        @Override
        Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling) {
            boolean taken = ruling.possibilities().get(0).answer().accepts(new Answer.Failed("EEXIST"));
            Allowed wrong = new Allowed.Exactly(new Answer.Failed("EACCES"));
            return taken ? new Ruling.Permitted(List.of(new Possibility(wrong, a -> state))) : ruling;
        }
    };

    abstract Ruling bend(ReferenceModel right, PosixState state, Step step, Ruling.Permitted ruling);

    /** The model with this defect. */
    ReferenceModel in(ReferenceModel right) {
        return new ReferenceModel() {
            @Override
            public PosixState initial() {
                return right.initial();
            }

            @Override
            public Ruling rule(PosixState state, Step step) {
                Ruling ruling = right.rule(state, step);
                return ruling instanceof Ruling.Permitted permitted ? bend(right, state, step, permitted) : ruling;
            }
        };
    }

    private interface Change {
        PosixState of(PosixState next);
    }

    private static Ruling after(Ruling.Permitted ruling, Change change) {
        return new Ruling.Permitted(ruling.possibilities().stream()
                .map(p -> new Possibility(p.answer(), a -> change.of(p.next().apply(a))))
                .toList());
    }

    private static PosixState also(ReferenceModel right, PosixState state, Step step) {
        return right.rule(state, step) instanceof Ruling.Permitted permitted
                ? permitted.possibilities().get(0).next().apply(new Answer.Ok())
                : state;
    }
}
