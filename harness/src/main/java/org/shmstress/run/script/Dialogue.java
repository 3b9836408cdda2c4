package org.shmstress.run.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.posix.SharedMemory;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Argument;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.script.Step;

/** A script that is decided step by step, on live processes. */
final class Dialogue implements ScriptDialogue {

    /** How far ahead a group's beginning is set: long enough for the order to reach every worker. */
    private static final long HEAD_START_NANOS = 300_000;

    private static final String ANYTHING = "(anything)";

    private final List<Puppet> puppets;
    private final ObjectNames names;
    private final Supplier<NativePuppet> natives;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private final List<StepSeen> seen = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private int groups;

    /**
     * A process that took part.
     *
     * @param worker its index
     * @param pid its process id when it first did
     * @param isNative whether it is no JVM
     */
    record Part(int worker, long pid, boolean isNative) {}

    Dialogue(List<? extends Puppet> puppets, ObjectNames names, Supplier<NativePuppet> natives) {
        this.puppets = new ArrayList<>(puppets);
        this.names = names;
        this.natives = natives;
    }

    @Override
    public Answer perform(Step step) {
        return perform(List.of(step), 0).get(0);
    }

    @Override
    public List<Answer> together(List<Step> steps) {
        return perform(steps, ++groups);
    }

    private List<Answer> perform(List<Step> steps, int group) {
        long told = System.nanoTime();
        long at = steps.size() > 1 ? told + HEAD_START_NANOS : 0;
        steps.forEach(step -> tell(step, at));
        return steps.stream().map(step -> hear(step, group, told)).toList();
    }

    private void tell(Step step, long at) {
        Puppet puppet = puppet(step.worker());
        if (!(step.action() instanceof Action.Spawn) && !puppet.isDead()) {
            ScriptRun.tell(puppet, new Order(at, Optional.of(real(step.action()))));
        }
    }

    private Answer hear(Step step, int group, long told) {
        Puppet puppet = puppet(step.worker());
        Performance performance;
        if (step.action() instanceof Action.Spawn) {
            puppet.replace();
            performance = new Performance(told, System.nanoTime(), new Answer.Ok());
        } else {
            performance = ScriptRun.hear(puppet, told);
        }
        parts.putIfAbsent(step.worker(), new Part(step.worker(), puppet.pid(), puppet instanceof NativePuppet));
        seen.add(new StepSeen(
                seen.size() + 1,
                group,
                step.worker(),
                step.text(),
                performance.answer().text(),
                List.of(ANYTHING),
                true,
                List.of(),
                performance.startNanos() - startNanos,
                performance.endNanos() - startNanos));
        return performance.answer();
    }

    private Puppet puppet(int worker) {
        return puppets.get(worker);
    }

    @Override
    public int performed() {
        return seen.size();
    }

    @Override
    public void rule(int step, String allowed, boolean agrees) {
        StepSeen s = seen.get(step - 1);
        List<String> all = new ArrayList<>(s.allowed().equals(List.of(ANYTHING)) ? List.of() : s.allowed());
        all.add(allowed);
        seen.set(
                step - 1,
                new StepSeen(
                        s.number(),
                        s.group(),
                        s.worker(),
                        s.step(),
                        s.answer(),
                        agrees ? List.of(String.join(" and ", all)) : List.of(allowed),
                        s.agrees() && agrees,
                        s.stateAfter(),
                        s.startNanos(),
                        s.endNanos()));
    }

    @Override
    public long pid(int worker) {
        return puppet(worker).pid();
    }

    @Override
    public String real(Argument symbolic) {
        return real(List.of(symbolic)).get(0) instanceof Argument.Text text ? text.value() : symbolic.text();
    }

    private Action real(Action action) {
        if (action instanceof Action.OnName onName) {
            return onName.withName(names.realName(onName.name()));
        } else if (action instanceof Action.Call call) {
            return real(call);
        }
        return action instanceof Action.Begin begin ? new Action.Begin(begin.thread(), real(begin.call())) : action;
    }

    private Action.Call real(Action.Call call) {
        return new Action.Call(call.function(), real(call.arguments()), call.handle());
    }

    private List<Argument> real(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> {
                    if (argument instanceof Argument.Name name) {
                        return new Argument.Text(names.realName(name.symbol()));
                    } else if (argument instanceof Argument.ObjectFile file) {
                        return new Argument.Text(
                                SharedMemory.path(names.realName(file.symbol())).toString());
                    } else if (argument instanceof Argument.DiskFile file) {
                        return new Argument.Text(names.realPath(file.symbol()));
                    }
                    return argument;
                })
                .toList();
    }

    @Override
    public int startNative() {
        puppets.add(natives.get());
        return puppets.size() - 1;
    }

    @Override
    public int fork(int worker) {
        if (!(puppet(worker) instanceof NativePuppet parent)) {
            throw new HarnessException("worker " + worker + " is a JVM, which cannot fork");
        }
        Answer answer = perform(new Step(worker, new Action.Fork()));
        rule(performed(), "the id of a process", answer instanceof Answer.Value);
        if (!(answer instanceof Answer.Value pid) || pid.value() <= 0) {
            throw new HarnessException("worker " + worker + " could not fork: " + answer.text());
        }
        puppets.add(parent.child(pid.value()));
        return puppets.size() - 1;
    }

    @Override
    public ScriptTrace trace() {
        return new ScriptTrace(seen.stream().map(StepSeen::step).collect(Collectors.joining("\n")), List.copyOf(seen));
    }

    List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** Lets every process that took part let go of what it holds; native ones end. */
    void letGo() {
        List<Puppet> all = new ArrayList<>(puppets);
        List<Puppet> workers = parts.keySet().stream()
                .map(puppets::get)
                .filter(p -> !(p instanceof NativePuppet))
                .toList();
        try {
            all.stream().filter(NativePuppet.class::isInstance).forEach(Puppet::kill);
        } finally {
            ScriptRun.letGo(workers);
        }
    }
}
