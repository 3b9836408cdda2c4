package org.shmstress.run.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.shmstress.HarnessException;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.scenario.ScriptDialogue;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;

/**
 * A set of puppets that performs one script after the other. Workers live on between scripts: what one held it lets go of, and
 * a dead one is replaced before the next script, so that each script finds a clean slate.
 */
public final class ScriptSession implements ScriptRunner {

    private final List<? extends Puppet> puppets;
    private final ReferenceModel model;
    private final ObjectNames names;
    private final Optional<NativeProgram> natives;
    private List<Dialogue.Part> parts = List.of();

    /**
     * A session of worker JVMs alone.
     *
     * @param puppets the workers, by index
     * @param model what they may answer; has as many workers
     * @param names real names for symbolic ones
     */
    public ScriptSession(List<? extends Puppet> puppets, ReferenceModel model, ObjectNames names) {
        this(puppets, model, names, Optional.empty());
    }

    /**
     * A session.
     *
     * @param natives where native processes come from, if they can be had
     */
    public ScriptSession(
            List<? extends Puppet> puppets, ReferenceModel model, ObjectNames names, Optional<NativeProgram> natives) {
        this.puppets = List.copyOf(puppets);
        this.model = model;
        this.names = names;
        this.natives = natives;
    }

    @Override
    public ScriptTrace run(Script script) {
        replaceTheDead();
        ScriptRun run = new ScriptRun(puppets, model, names);
        try {
            return run.run(script);
        } finally {
            try {
                run.letGo();
            } finally {
                names.removeAll();
            }
        }
    }

    @Override
    public ScriptTrace lead(Consumer<ScriptDialogue> led) {
        replaceTheDead();
        Dialogue dialogue = new Dialogue(puppets, names, this::startNative);
        try {
            led.accept(dialogue);
            return dialogue.trace();
        } finally {
            parts = dialogue.parts();
            try {
                dialogue.letGo();
            } finally {
                names.removeAll();
            }
        }
    }

    @Override
    public List<Integer> features() {
        return puppets.stream()
                .filter(WorkerPuppet.class::isInstance)
                .map(puppet -> ((WorkerPuppet) puppet).traits().feature())
                .toList();
    }

    private NativePuppet startNative() {
        return natives.orElseThrow(() -> new HarnessException("there are no native processes in this session"))
                .start();
    }

    private void replaceTheDead() {
        puppets.stream().filter(Puppet::isDead).forEach(Puppet::replace);
    }

    /** Who took part in the last script that was led. */
    List<Dialogue.Part> parts() {
        return parts;
    }
}
