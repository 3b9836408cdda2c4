package org.shmstress.properties.conformance;

import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Step;

/** A native process, fresh for its row, which can also fork, execute itself, take signals and change its privileges. */
public final class NativeParty extends Party {

    NativeParty(Scene scene, int worker) {
        super(scene, worker);
    }

    /** Forks: the child has the same handles, descriptors and mappings; its only thread answers calls at once. */
    public NativeParty fork() {
        return scene().forked(this);
    }

    /** Executes its own program anew: descriptors without close-on-exec stay, mappings go; the process id stays. */
    public void exec() {
        done(new Action.Exec());
    }

    /** Touches a byte and must be hit by this signal with this code, e.g. {@code touch(m, false, SIGBUS, BUS_ADRERR)}. */
    public void touchIsHit(Area at, boolean write, int signal, int code) {
        Answer answer = scene().perform(new Step(worker(), new Action.Touch(at.handle(), at.offset(), write)));
        String expected = new Answer.Signalled(signal, code).text();
        scene().ruleLast(expected, answer.equals(new Answer.Signalled(signal, code)));
    }

    /** Touches a byte, which must go well. */
    public void touch(Area at, boolean write) {
        Answer answer = scene().perform(new Step(worker(), new Action.Touch(at.handle(), at.offset(), write)));
        scene().ruleLast("any value", answer instanceof Answer.Value);
    }

    /**
     * Installs a handler that counts this signal.
     *
     * @param flags of {@code sigaction}, e.g. {@code SA_RESTART}
     */
    public void handle(int signal, int flags) {
        done(new Action.Handle(signal, flags));
    }

    /** How often the handler of this signal has run. */
    public long handled(int signal) {
        Answer answer = scene().perform(new Step(worker(), new Action.Handled(signal)));
        if (answer instanceof Answer.Count count) {
            return count.increments();
        }
        throw scene().object(scene().performed(), "a count");
    }
}
