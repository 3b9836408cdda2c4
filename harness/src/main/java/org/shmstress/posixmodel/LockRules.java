package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.posixmodel.Attributes.HeldLock;
import org.shmstress.posixmodel.ProcessState.Descriptor;
import org.shmstress.script.Action.Lock;
import org.shmstress.script.Answer;
import org.shmstress.script.LockKind;
import org.shmstress.script.LockOwner;

/**
 * {@code fcntl(F_SETLK)} and {@code fcntl(F_OFD_SETLK)} on whole objects. That shared-memory objects can be locked like files is
 * Linux's choice. A lock of a process and a lock of a description are two owners' even within one process.
 */
final class LockRules {

    Ruling rule(PosixState state, int worker, Lock action) {
        Descriptor descriptor = state.process(worker).descriptors().get(action.descriptor());
        if (descriptor == null || action.kind() == LockKind.WRITE && !descriptor.writable()) {
            return Ruling.fails("EBADF", state);
        }
        SharedObject object = state.object(descriptor.object());
        int owner = action.owner() == LockOwner.PROCESS ? worker : descriptor.description();
        Attributes others = object.attributes().withoutLocks(lock -> lock.isOf(action.owner(), owner));
        boolean exclusive = action.kind() == LockKind.WRITE;
        if (action.kind() == LockKind.NONE) {
            return Ruling.only(new Answer.Ok(), state.withObject(object.with(others)));
        } else if (others.locks().stream().anyMatch(lock -> lock.exclusive() || exclusive)) {
            return Ruling.fails(List.of("EACCES", "EAGAIN"), state);
        }
        HeldLock lock = new HeldLock(action.owner(), owner, exclusive);
        return Ruling.only(new Answer.Ok(), state.withObject(object.with(others.withLock(lock))));
    }
}
