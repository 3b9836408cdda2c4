package org.shmstress.posixmodel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Action.ShmOpen;
import org.shmstress.script.Answer;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.OpenMode;

/** {@code shm_open} and {@code shm_unlink}. */
final class NameRules {

    private static final int OWNER_ONLY = 0600;

    private final List<Traits> workers;

    NameRules(List<Traits> workers) {
        this.workers = workers;
    }

    Ruling rule(PosixState state, int worker, OnName action) {
        if (action instanceof Create a) {
            Set<OpenFlag> flags = Set.of(OpenFlag.CREATE, OpenFlag.EXCLUSIVE);
            return open(state, worker, new ShmOpen(a.name(), OpenMode.READ_WRITE, flags, OWNER_ONLY, a.descriptor()));
        } else if (action instanceof Open a) {
            return open(state, worker, new ShmOpen(a.name(), OpenMode.READ_WRITE, Set.of(), 0, a.descriptor()));
        } else if (action instanceof ShmOpen a) {
            return open(state, worker, a);
        }
        return unlink(state, action.name());
    }

    private Ruling open(PosixState state, int worker, ShmOpen action) {
        Set<OpenFlag> flags = action.flags();
        if (state.descriptor(worker, action.descriptor()).isPresent()) {
            return Ruling.refused("descriptor " + action.descriptor() + " is already open");
        } else if (flags.contains(OpenFlag.EXCLUSIVE) && !flags.contains(OpenFlag.CREATE)) {
            return Ruling.refused("O_EXCL without O_CREAT is undefined");
        } else if (flags.contains(OpenFlag.TRUNCATE) && action.access() == OpenMode.READ_ONLY) {
            return Ruling.refused("O_TRUNC with O_RDONLY is undefined");
        }
        Optional<SharedObject> there = state.named(action.name());
        return there.isPresent() ? openOld(state, worker, action, there.get()) : openNew(state, worker, action);
    }

    /**
     * POSIX, {@code shm_open}: with {@code O_CREAT | O_EXCL} it fails with EEXIST if the name exists; check and creation are
     * atomic with respect to other processes. With {@code O_TRUNC} the object becomes empty. Its mode stays as it is.
     */
    private Ruling openOld(PosixState state, int worker, ShmOpen action, SharedObject object) {
        boolean write = action.access() == OpenMode.READ_WRITE;
        if (action.flags().contains(OpenFlag.EXCLUSIVE)) {
            return Ruling.fails("EEXIST", state);
        } else if (!workers.get(worker)
                .credentials()
                .mayOpen(object.attributes().mode(), write)) {
            return Ruling.fails("EACCES", state);
        } else if (!action.flags().contains(OpenFlag.TRUNCATE)) {
            return Ruling.only(new Answer.Ok(), state.withOpened(worker, action.descriptor(), object.id(), write));
        } else if (object.isUnsettled(0, Long.MAX_VALUE - Long.BYTES)) {
            return Ruling.refused("traffic runs on what the truncation would cut off");
        }
        return Ruling.only(
                new Answer.Ok(), state.withSize(object, 0).withOpened(worker, action.descriptor(), object.id(), write));
    }

    /**
     * POSIX, {@code shm_open}: without {@code O_CREAT} it fails with ENOENT if the name does not exist; else it makes an object
     * of size 0, whose mode is what was asked for without the bits of the process's umask. Whatever the mode, the creator has
     * the access that it asked for.
     */
    private Ruling openNew(PosixState state, int worker, ShmOpen action) {
        if (!action.flags().contains(OpenFlag.CREATE)) {
            return Ruling.fails("ENOENT", state);
        }
        int mode = action.mode() & ~workers.get(worker).credentials().umask();
        PosixState made = state.withNewObject(Attributes.of(mode, false));
        return Ruling.only(
                new Answer.Ok(),
                made.withName(action.name(), made.created())
                        .withOpened(
                                worker, action.descriptor(), made.created(), action.access() == OpenMode.READ_WRITE));
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
}
