package org.shmstress.posixmodel;

import java.util.List;
import java.util.Optional;
import org.shmstress.script.Action.Memfd;
import org.shmstress.script.Action.Obtain;
import org.shmstress.script.Action.Take;
import org.shmstress.script.Answer;

/** Linux's two ways to a descriptor without a name: {@code memfd_create} and {@code /proc/PID/fd}. POSIX has neither. */
final class ObtainRules {

    /** {@code memfd_create} gives every permission and heeds no umask. */
    private static final int ALL = 0777;

    private final List<Traits> workers;

    ObtainRules(List<Traits> workers) {
        this.workers = workers;
    }

    Ruling rule(PosixState state, int worker, Obtain action) {
        if (state.descriptor(worker, action.descriptor()).isPresent()) {
            return Ruling.refused("descriptor " + action.descriptor() + " is already open");
        } else if (action instanceof Take take) {
            return take(state, worker, take);
        }
        PosixState made = state.withNewObject(Attributes.of(ALL, ((Memfd) action).sealable()));
        return Ruling.only(new Answer.Ok(), made.withOpened(worker, action.descriptor(), made.created(), true));
    }

    /**
     * An open of {@code /proc/PID/fd/N} reaches the very object, with or without a name, by a description of its own; the
     * object's mode decides anew, whatever the other descriptor may do.
     */
    private Ruling take(PosixState state, int worker, Take action) {
        Optional<SharedObject> object =
                action.owner() < workers.size() ? state.opened(action.owner(), action.theirs()) : Optional.empty();
        if (object.isEmpty()) {
            return Ruling.refused("worker " + action.owner() + " has no descriptor " + action.theirs());
        } else if (!workers.get(worker)
                .credentials()
                .mayOpen(object.get().attributes().mode(), true)) {
            return Ruling.fails("EACCES", state);
        }
        return Ruling.only(
                new Answer.Ok(),
                state.withOpened(worker, action.descriptor(), object.get().id(), true));
    }
}
