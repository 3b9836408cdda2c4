package org.shmstress.run.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shmstress.HarnessException;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.posixmodel.Overlap;
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

    /** Steps that overlap are few, and later answers soon tell; what is right in none of so many is not worth following. */
    private static final int MAX_WORLDS = 1_000;

    private final List<? extends Puppet> puppets;
    private final ReferenceModel model;
    private final ObjectNames names;
    private final List<StepSeen> seen = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final long startNanos = System.nanoTime();

    private List<World> worlds;
    private int number;
    private int groups;

    ScriptRun(List<? extends Puppet> puppets, ReferenceModel model, ObjectNames names) {
        this.puppets = puppets;
        this.model = model;
        this.names = names;
        this.worlds = List.of(new World(model.initial(), Identities.none()));
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
            Optional<String> refusal = refusal(step, permitted, stage.isConcurrent());
            refusal.ifPresentOrElse(reason -> skipped(step, group, reason), () -> permitted.add(step));
        }
        judge(group, send(permitted));
    }

    /** Undefined in one of the worlds is undefined: this may be it. */
    private Optional<String> refusal(Step step, List<Step> beside, boolean concurrent) {
        if (worlds.size() > MAX_WORLDS) {
            return Optional.of("earlier answers leave too much open to tell what is right");
        }
        return worlds.stream()
                .flatMap(world -> refusal(world, step, beside).stream())
                .findFirst()
                .or(() -> ofPuppets(step, concurrent));
    }

    private Optional<String> refusal(World world, Step step, List<Step> beside) {
        return model.rule(world.state(), step) instanceof Ruling.Refused refused
                ? Optional.of(refused.reason())
                : Overlap.refusal(world.state(), step, beside);
    }

    private Optional<String> ofPuppets(Step step, boolean concurrent) {
        if (step.action() instanceof Action.Take take) {
            if (concurrent) {
                return Optional.of("the descriptor might be another one by the time it is opened");
            } else if (puppets.get(take.owner()).isDead()) {
                return Optional.of("worker " + take.owner() + " has died");
            }
        }
        // Its death was a wrong answer already, which the model does not follow.
        return !(step.action() instanceof Action.Spawn)
                        && puppets.get(step.worker()).isDead()
                ? Optional.of("worker " + step.worker() + " has died")
                : Optional.empty();
    }

    private void skipped(Step step, int group, String reason) {
        long now = System.nanoTime() - startNanos;
        String answer = new Answer.NotRun(reason).text();
        seen.add(new StepSeen(
                number, group, step.worker(), step.text(), answer, List.of(answer), true, described(), now, now));
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

    private List<String> described() {
        return worlds.get(0).state().describe();
    }

    private void judge(int group, List<Performed> performed) {
        Map<World, List<Judged>> explained = new Linearizer(model).explain(worlds, performed);
        List<Judged> judged = explained.isEmpty()
                ? oneByOne(performed)
                : explained.values().iterator().next();
        judged.forEach(step -> seen.add(stepSeen(group, step)));
        if (explained.isEmpty()) {
            worlds = List.of(judged.get(judged.size() - 1).world());
        } else {
            worlds = List.copyOf(explained.keySet());
        }
    }

    /** No order explains the answers: the steps are judged as they stand, and as a group they disagree. */
    private List<Judged> oneByOne(List<Performed> performed) {
        List<Judged> judged = new ArrayList<>();
        World at = worlds.get(0);
        for (Performed step : performed) {
            Judged next = Judged.of(model, at, step);
            judged.add(performed.size() == 1 ? next : next.unexplained());
            at = next.world();
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
                judged.world().state().describe(),
                performance.startNanos() - startNanos,
                performance.endNanos() - startNanos);
    }
}
