package org.shmstress.run.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shmstress.HarnessException;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;

/** One run of one script: the model walks along with the workers. */
final class ScriptRun {

    /** How far ahead a group's beginning is set: long enough for the order to reach every worker. */
    private static final long HEAD_START_NANOS = 300_000;

    private final List<? extends Puppet> puppets;
    private final ReferenceModel model;
    private final ObjectNames names;
    private final List<StepSeen> seen = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final long startNanos = System.nanoTime();

    private PosixState state;
    private Identities identities = Identities.none();
    private int number;
    private int groups;

    ScriptRun(List<? extends Puppet> puppets, ReferenceModel model, ObjectNames names) {
        this.puppets = puppets;
        this.model = model;
        this.names = names;
        this.state = model.initial();
    }

    ScriptTrace run(Script script) {
        script.stages().forEach(this::perform);
        return new ScriptTrace(script.text(), List.copyOf(seen));
    }

    /** Lets every worker that took part let go of what it holds. */
    void letGo() {
        letGo(used.stream().map(w -> (Puppet) puppets.get(w)).toList());
    }

    static void letGo(List<Puppet> all) {
        List<Puppet> alive = all.stream().filter(p -> !p.isDead()).toList();
        alive.forEach(p -> p.tell(Order.reset()));
        // Who dies or fails now is replaced before the next script, and keeps nothing.
        alive.stream()
                .filter(p -> p.hear()
                        .filter(done -> done.answer() instanceof Answer.Ok)
                        .isEmpty())
                .forEach(Puppet::kill);
    }

    private void perform(Stage stage) {
        int group = stage.isConcurrent() ? ++groups : 0;
        List<Step> permitted = new ArrayList<>();
        for (Step step : stage.steps()) {
            number++;
            Ruling ruling = model.rule(state, step);
            if (ruling instanceof Ruling.Refused refused) {
                skipped(step, group, refused.reason());
            } else if (stage.isConcurrent() && step.action() instanceof Action.Take) {
                skipped(step, group, "the descriptor might be another one by the time it is opened");
            } else if (step.action() instanceof Action.Take take
                    && puppets.get(take.owner()).isDead()) {
                skipped(step, group, "worker " + take.owner() + " has died");
            } else if (step.action() instanceof Action.Spawn) {
                permitted.add(step);
            } else if (puppets.get(step.worker()).isDead()) {
                // Its death was a wrong answer already, which the model does not follow.
                skipped(step, group, "worker " + step.worker() + " has died");
            } else {
                permitted.add(step);
            }
        }
        judge(group, send(permitted));
    }

    private void skipped(Step step, int group, String reason) {
        long now = System.nanoTime() - startNanos;
        String answer = new Answer.NotRun(reason).text();
        seen.add(new StepSeen(
                number, group, step.worker(), step.text(), answer, List.of(answer), true, state.describe(), now, now));
    }

    private List<Performed> send(List<Step> steps) {
        long at = steps.size() > 1 ? System.nanoTime() + HEAD_START_NANOS : 0;
        long told = System.nanoTime();
        for (Step step : steps) {
            used.add(step.worker());
            if (!(step.action() instanceof Action.Spawn)) {
                tell(puppets.get(step.worker()), new Order(at, Optional.of(real(step.action()))));
            }
        }
        return steps.stream()
                .map(step -> new Performed(step, performance(step, told)))
                .toList();
    }

    private Performance performance(Step step, long told) {
        Puppet puppet = puppets.get(step.worker());
        if (step.action() instanceof Action.Spawn) {
            puppet.replace();
            return new Performance(told, System.nanoTime(), new Answer.Ok());
        }
        return hear(puppet, told);
    }

    static void tell(Puppet puppet, Order order) {
        if (order.action().filter(Action.Kill.class::isInstance).isPresent()) {
            puppet.kill();
        } else {
            puppet.tell(order);
        }
    }

    static Performance hear(Puppet puppet, long told) {
        Optional<Performance> heard = puppet.isDead() ? Optional.empty() : puppet.hear();
        return heard.orElseGet(() -> new Performance(told, System.nanoTime(), new Answer.Died(puppet.death())));
    }

    private Action real(Action action) {
        if (action instanceof Action.OnName onName) {
            return onName.withName(names.anyName(onName.name()));
        }
        if (action instanceof Action.Errand errand) {
            return errand.withNames(names::anyName);
        }
        return action instanceof Action.Take take ? real(take) : action;
    }

    /** As the machine knows it: a process id, and the number of a descriptor, which its owner is asked for. */
    private Action real(Action.Take take) {
        Puppet owner = puppets.get(take.owner());
        owner.tell(Order.now(new Action.Number(take.theirs())));
        long number = owner.hear()
                .filter(done -> done.answer() instanceof Answer.Value)
                .map(done -> ((Answer.Value) done.answer()).value())
                .orElseThrow(() -> new HarnessException(
                        "worker " + take.owner() + " could not tell the number of its descriptor " + take.theirs()));
        return new Action.Take(Math.toIntExact(owner.pid()), "n" + number, take.descriptor());
    }

    private void judge(int group, List<Performed> performed) {
        List<Judged> judged =
                new Linearizer(model).explain(state, identities, performed).orElseGet(() -> oneByOne(performed));
        for (Judged step : judged) {
            state = step.state();
            identities = step.identities();
            seen.add(stepSeen(group, step));
        }
    }

    /** No order explains the answers: the steps are judged as they stand, and as a group they disagree. */
    private List<Judged> oneByOne(List<Performed> performed) {
        List<Judged> judged = new ArrayList<>();
        PosixState at = state;
        Identities known = identities;
        for (Performed step : performed) {
            Judged next = Judged.of(model, at, known, step);
            judged.add(performed.size() == 1 ? next : next.unexplained());
            at = next.state();
            known = next.identities();
        }
        return judged;
    }

    private StepSeen stepSeen(int group, Judged judged) {
        Step step = judged.performed().step();
        Performance performance = judged.performed().performance();
        return new StepSeen(
                number,
                group,
                step.worker(),
                step.text(),
                judged.answer().text(),
                judged.allowed(),
                judged.agrees(),
                judged.state().describe(),
                performance.startNanos() - startNanos,
                performance.endNanos() - startNanos);
    }
}
