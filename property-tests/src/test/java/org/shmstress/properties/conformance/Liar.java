package org.shmstress.properties.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/** Real processes whose answer to one step arrives as another one: a check that sees no difference checks nothing there. */
final class Liar implements ScriptRunner {

    private final ScriptRunner honest;
    private final int step;
    private final Lie lie;

    /**
     * Lies once.
     *
     * @param step number of the step, from 1
     */
    Liar(ScriptRunner honest, int step, Lie lie) {
        this.honest = honest;
        this.step = step;
        this.lie = lie;
    }

    @Override
    public ScriptTrace run(Script script) {
        return honest.run(script);
    }

    @Override
    public ScriptTrace lead(Consumer<ScriptDialogue> led) {
        return honest.lead(dialogue -> led.accept(new Lying(dialogue)));
    }

    /** What arrives in place of a true answer. */
    enum Lie {
        /** Success for failure, and the other way round; a number that is far off. */
        OPPOSITE,
        /** Failure for another reason; the number that was answered before. */
        NEIGHBOUR,
        /** Nothing at all. */
        ZERO
    }

    private Answer instead(Step told, Answer answer, long before) {
        if (answer instanceof Answer.Returned returned) {
            return returned(returned);
        } else if (told.action() instanceof Action.Touch && answer instanceof Answer.Value) {
            return new Answer.Signalled(7, 2);
        } else if (answer instanceof Answer.Value value) {
            return switch (lie) {
                case OPPOSITE -> new Answer.Value(value.value() ^ 0x1234_0000_1235L);
                case NEIGHBOUR -> new Answer.Value(before);
                case ZERO -> new Answer.Value(0);
            };
        } else if (answer instanceof Answer.Signalled signalled) {
            return new Answer.Signalled(signalled.signal() + 1, signalled.code());
        } else if (answer instanceof Answer.Count count) {
            return new Answer.Count(count.increments() + 1);
        }
        return answer instanceof Answer.Ok ? new Answer.Failed("EIO") : new Answer.Ok();
    }

    private Answer returned(Answer.Returned told) {
        boolean failed = told.value() == -1;
        return switch (lie) {
            case OPPOSITE -> failed ? new Answer.Returned(0, "") : new Answer.Returned(-1, "EIO");
            case NEIGHBOUR -> failed ? new Answer.Returned(-1, "EIO") : new Answer.Returned(told.value() + 1, "");
            case ZERO -> failed ? new Answer.Returned(0, "") : new Answer.Returned(told.value() == 0 ? 7 : 0, "");
        };
    }

    private final class Lying implements ScriptDialogue {
        private final ScriptDialogue real;
        private long before;

        Lying(ScriptDialogue real) {
            this.real = real;
        }

        @Override
        public Answer perform(Step next) {
            Answer answer = real.perform(next);
            Answer heard = real.performed() == step ? instead(next, answer, before) : answer;
            before = answer instanceof Answer.Value value ? value.value() : before;
            return heard;
        }

        @Override
        public List<Answer> together(List<Step> steps) {
            int before = real.performed();
            List<Answer> answers = new ArrayList<>(real.together(steps));
            int index = step - before - 1;
            if (index >= 0 && index < answers.size()) {
                answers.set(index, instead(steps.get(index), answers.get(index), before));
            }
            return answers;
        }

        @Override
        public int performed() {
            return real.performed();
        }

        @Override
        public void rule(int ruled, String allowed, boolean agrees) {
            real.rule(ruled, allowed, agrees);
        }

        @Override
        public long pid(int worker) {
            return real.pid(worker);
        }

        @Override
        public String real(Argument symbolic) {
            return real.real(symbolic);
        }

        @Override
        public int startNative() {
            return real.startNative();
        }

        @Override
        public int fork(int worker) {
            return real.fork(worker);
        }

        @Override
        public ScriptTrace trace() {
            return real.trace();
        }
    }
}
