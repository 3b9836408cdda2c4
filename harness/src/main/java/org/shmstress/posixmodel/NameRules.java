package org.shmstress.posixmodel;

import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Answer;

/** {@code shm_open} and {@code shm_unlink}. */
final class NameRules {

    Ruling rule(PosixState state, int worker, OnName action) {
        if (action instanceof Create create) {
            return create(state, worker, create);
        } else if (action instanceof Open open) {
            return open(state, worker, open);
        }
        return unlink(state, action.name());
    }

    /**
     * POSIX, {@code shm_open}: with {@code O_CREAT | O_EXCL} it fails with EEXIST if the name exists, else makes an object of
     * size 0; check and creation are atomic with respect to other processes.
     */
    private static Ruling create(PosixState state, int worker, Create action) {
        if (isOpen(state, worker, action.descriptor())) {
            return occupied(action.descriptor());
        } else if (state.named(action.name()).isPresent()) {
            return Ruling.fails("EEXIST", state);
        }
        PosixState made = state.withNewObject(action.name());
        return Ruling.only(
                new Answer.Ok(),
                made.withProcess(worker, made.process(worker).withDescriptor(action.descriptor(), made.created())));
    }

    /** POSIX, {@code shm_open}: without {@code O_CREAT} it fails with ENOENT if the name does not exist. */
    private static Ruling open(PosixState state, int worker, Open action) {
        if (isOpen(state, worker, action.descriptor())) {
            return occupied(action.descriptor());
        }
        return state.named(action.name())
                .map(object -> Ruling.only(
                        new Answer.Ok(),
                        state.withProcess(
                                worker, state.process(worker).withDescriptor(action.descriptor(), object.id()))))
                .orElseGet(() -> Ruling.fails("ENOENT", state));
    }

    /**
     * POSIX, {@code shm_unlink}: the name goes at once, so that a later open fails and a later create makes a new object; the
     * object itself stays for those who hold it.
     */
    private static Ruling unlink(PosixState state, String name) {
        return state.named(name).isPresent()
                ? Ruling.only(new Answer.Ok(), state.withoutName(name))
                : Ruling.fails("ENOENT", state);
    }

    private static boolean isOpen(PosixState state, int worker, String descriptor) {
        return state.opened(worker, descriptor).isPresent();
    }

    private static Ruling occupied(String descriptor) {
        return Ruling.refused("descriptor " + descriptor + " is already open");
    }
}
