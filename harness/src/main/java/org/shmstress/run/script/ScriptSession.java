package org.shmstress.run.script;

import java.util.List;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posixmodel.ReferenceModel;
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

    /**
     * A session.
     *
     * @param puppets the workers, by index
     * @param model what they may answer; has as many workers
     * @param names real names for symbolic ones
     */
    public ScriptSession(List<? extends Puppet> puppets, ReferenceModel model, ObjectNames names) {
        this.puppets = List.copyOf(puppets);
        this.model = model;
        this.names = names;
    }

    @Override
    public ScriptTrace run(Script script) {
        puppets.stream().filter(Puppet::isDead).forEach(Puppet::replace);
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
}
