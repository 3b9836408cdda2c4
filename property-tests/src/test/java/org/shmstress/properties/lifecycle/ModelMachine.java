package org.shmstress.properties.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.Possibility;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.run.script.ObjectNames;
import org.shmstress.run.script.Puppet;
import org.shmstress.script.Action;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.script.Step;

/** A machine inside this process: puppets whose kernel is a model, so that a defect can be planted into the kernel. */
public final class ModelMachine implements ObjectNames {

    /** What inodes look like: anything but the model's own numbers. */
    private static final long FIRST_INODE = 7_000;

    private final ReferenceModel kernel;
    private final int workers;
    private final Map<String, Long> numbers = new HashMap<>();
    private PosixState state;

    /** A machine with that kernel. */
    public ModelMachine(ReferenceModel kernel, int workers) {
        this.kernel = kernel;
        this.workers = workers;
        this.state = kernel.initial();
    }

    /** Its processes. */
    public List<Puppet> puppets() {
        return IntStream.range(0, workers).<Puppet>mapToObj(ModelPuppet::new).toList();
    }

    @Override
    public String realName(String symbol) {
        return "/real-" + symbol;
    }

    @Override
    public void removeAll() {
        state = kernel.initial();
    }

    private Answer perform(Step step) {
        if (!(kernel.rule(state, step) instanceof Ruling.Permitted ruling)) {
            return new Answer.NotRun("the kernel does not know the handle");
        }
        // The last possibility is Linux's own choice where POSIX leaves one; of an errand it is death.
        List<Possibility> possible = ruling.possibilities();
        Possibility chosen = possible.get(step.action() instanceof Errand ? 0 : possible.size() - 1);
        Answer answer = step.action() instanceof Errand errand ? found(errand) : answer(chosen.answer());
        state = chosen.next().apply(answer);
        return answer instanceof Answer.Status s
                ? new Answer.Status(s.sizeBytes(), FIRST_INODE + s.identity(), s.links())
                : answer;
    }

    /** What an errand finds here, as far as a model can know. */
    private Answer found(Errand errand) {
        return new Answer.Figures(
                switch (errand.task()) {
                    case LISTED ->
                        Map.of(
                                "listed",
                                state.names().containsKey(errand.arguments().get(0)) ? 1L : 0L);
                    case DESCRIPTOR -> Map.of("number", 3L, "listed", 1L, "closed-on-exec", 1L);
                    case OPEN_AS -> Map.of("tried", 0L);
                    default -> throw new UnsupportedOperationException("no model can do " + errand.text());
                });
    }

    /** Where any answer of a kind will do, one of that kind. */
    private static Answer answer(Allowed allowed) {
        if (allowed instanceof Allowed.Exactly exactly) {
            return exactly.answer();
        }
        return allowed.accepts(new Answer.Died("")) ? new Answer.Died("was killed") : new Answer.Value(7);
    }

    private final class ModelPuppet implements Puppet {
        private final int worker;
        private final Deque<Optional<Performance>> done = new ArrayDeque<>();
        private boolean dead;

        ModelPuppet(int worker) {
            this.worker = worker;
        }

        @Override
        public void tell(Order order) {
            long start = System.nanoTime();
            Answer answer = order.action().map(this::perform).orElseGet(Answer.Ok::new);
            dead |= answer instanceof Answer.Died;
            Performance performance = new Performance(start, System.nanoTime(), answer);
            done.add(Optional.of(performance).filter(p -> !dead).map(p -> Performance.parse(p.text())));
        }

        /** On the wire the owner of a descriptor is a process id, and the handle the letter n and a number. */
        private Answer perform(Action action) {
            if (action instanceof Action.Number number) {
                return new Answer.Value(numbers.computeIfAbsent(number.descriptor(), d -> (long) numbers.size()));
            } else if (action instanceof Action.Take take) {
                return ModelMachine.this.perform(
                        new Step(worker, new Action.Take(take.owner(), handle(take.theirs()), take.descriptor())));
            }
            return ModelMachine.this.perform(new Step(worker, action));
        }

        private String handle(String number) {
            long wanted = Long.parseLong(number.substring(1));
            return numbers.entrySet().stream()
                    .filter(e -> e.getValue() == wanted)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Optional<Performance> hear() {
            return done.remove();
        }

        @Override
        public void kill() {
            ModelMachine.this.perform(new Step(worker, new Action.Kill()));
            dead = true;
        }

        @Override
        public long pid() {
            return worker;
        }

        @Override
        public boolean isDead() {
            return dead;
        }

        @Override
        public String death() {
            return "was killed";
        }

        @Override
        public void replace() {
            dead = false;
            done.clear();
            ModelMachine.this.perform(new Step(worker, new Action.Spawn()));
        }
    }
}
