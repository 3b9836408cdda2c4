package org.shmstress.properties.regressions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.posix.NativeCall;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/** Answers the steps of a row as it is told to, and all others as if everything went well and memory were zero. */
final class LyingMachine implements ScriptRunner {

    private final Map<String, String> answers;

    /**
     * A machine.
     *
     * @param answers in text form, by the pattern of the steps that they are given to; {@code x then y} is x to the first and y to all others
     */
    LyingMachine(Map<String, String> answers) {
        this.answers = answers;
    }

    @Override
    public ScriptTrace run(Script script) {
        throw new UnsupportedOperationException("only dialogues are led here");
    }

    @Override
    public ScriptTrace lead(Consumer<ScriptDialogue> led) {
        Dialogue dialogue = new Dialogue();
        led.accept(dialogue);
        return dialogue.trace();
    }

    private static long sleeper;

    /** Id of a thread that sleeps for good in a call of the system, as all that the machine begins seem to do. */
    private static synchronized long sleeper() {
        if (sleeper == 0) {
            CompletableFuture<Long> id = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                id.complete(NativeCall.invoke("gettid", false, List.of()).value());
                NativeCall.invoke("pause", false, List.of());
            });
            thread.setDaemon(true);
            thread.start();
            sleeper = id.join();
        }
        return sleeper;
    }

    private final class Dialogue implements ScriptDialogue {
        private final List<StepSeen> steps = new ArrayList<>();
        private final Map<String, Answer> outcomes = new HashMap<>();
        private final Map<String, Integer> asked = new HashMap<>();
        private int workers = 3;

        @Override
        public Answer perform(Step step) {
            Answer answer = answers.entrySet().stream()
                    .filter(lie -> Pattern.matches(lie.getKey(), step.text()))
                    .map(lie -> Answer.parse(next(lie.getKey(), lie.getValue())))
                    .findFirst()
                    .orElseGet(() -> ordinary(step.worker(), step.action()));
            steps.add(new StepSeen(
                    steps.size() + 1,
                    0,
                    step.worker(),
                    step.text(),
                    answer.text(),
                    List.of("(anything)"),
                    true,
                    List.of(),
                    0,
                    0));
            return answer;
        }

        /** The last answer stays. */
        private String next(String key, String answers) {
            String[] inOrder = answers.split(" then ");
            return inOrder[Math.min(asked.merge(key, 1, Integer::sum), inOrder.length) - 1];
        }

        private Answer ordinary(int worker, Action action) {
            if (action instanceof Action.Begin begin) {
                return begun(worker + begin.thread(), new Answer.Returned(0, ""));
            } else if (action instanceof Action.Loop loop) {
                List<Long> found = Collections.nCopies(loop.instructions().size(), 0L);
                return begun(worker + loop.thread(), new Answer.Looped(loop.rounds(), found, -1));
            } else if (action instanceof Action.Outcome outcome) {
                return outcomes.getOrDefault(worker + outcome.thread(), new Answer.Returned(0, ""));
            }
            return atOnce(action);
        }

        private Answer begun(String thread, Answer outcome) {
            outcomes.put(thread, outcome);
            return new Answer.Value(sleeper());
        }

        private Answer atOnce(Action action) {
            if (action instanceof Action.Read || action instanceof Action.Touch) {
                return new Answer.Value(0);
            } else if (action instanceof Action.Call call) {
                boolean isNew = call.handle().isPresent();
                return new Answer.Returned(isNew ? 4096L * (steps.size() + 1) : 0, "");
            }
            return action instanceof Action.Kill ? new Answer.Died("was killed by SIGKILL") : new Answer.Ok();
        }

        @Override
        public List<Answer> together(List<Step> together) {
            return together.stream().map(this::perform).toList();
        }

        @Override
        public int performed() {
            return steps.size();
        }

        @Override
        public void rule(int number, String allowed, boolean agrees) {
            StepSeen s = steps.get(number - 1);
            steps.set(
                    number - 1,
                    new StepSeen(
                            s.number(),
                            s.group(),
                            s.worker(),
                            s.step(),
                            s.answer(),
                            List.of(allowed),
                            s.agrees() && agrees,
                            s.stateAfter(),
                            s.startNanos(),
                            s.endNanos()));
        }

        @Override
        public long pid(int worker) {
            return ProcessHandle.current().pid();
        }

        @Override
        public String real(Argument symbolic) {
            return symbolic.toString();
        }

        @Override
        public int startNative() {
            return workers++;
        }

        @Override
        public int fork(int worker) {
            return workers++;
        }

        @Override
        public ScriptTrace trace() {
            return new ScriptTrace("", List.copyOf(steps));
        }
    }
}
