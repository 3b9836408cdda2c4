package org.shmstress.posixmodel;

import java.util.Optional;
import org.shmstress.script.Action;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Answer;

/** {@code ftruncate}, {@code fstat}, {@code mmap} and {@code close}. A handle that is not open stands for descriptor -1. */
final class DescriptorRules {

    /** Far below what any address space or file system refuses. */
    private static final long MAX_BYTES = 1L << 40;

    Ruling rule(PosixState state, int worker, OnDescriptor action) {
        Optional<SharedObject> object = state.opened(worker, action.descriptor());
        if (action instanceof Size size) {
            return size(state, object, size.sizeBytes());
        } else if (action instanceof Action.Map map) {
            return map(state, worker, object, map);
        } else if (object.isEmpty()) {
            return Ruling.fails("EBADF", state);
        } else if (action instanceof Stat) {
            return Ruling.only(status(state, object.get()), state);
        }
        return close(state, worker, action.descriptor());
    }

    /**
     * POSIX, {@code ftruncate}: the size becomes the length; EINVAL if it is negative. Which error comes first when the
     * descriptor is bad too is open; Linux says EINVAL.
     */
    private static Ruling size(PosixState state, Optional<SharedObject> object, long bytes) {
        if (bytes < 0) {
            return Ruling.fails("EINVAL", state);
        } else if (object.isEmpty()) {
            return Ruling.fails("EBADF", state);
        } else if (bytes > MAX_BYTES) {
            return Ruling.refused("whether so large a size is possible depends on the file system");
        } else if (object.get().isUnsettled(bytes, MAX_BYTES)) {
            return Ruling.refused("traffic runs on what the truncation would cut off");
        }
        return Ruling.only(new Answer.Ok(), state.withObject(object.get().resized(bytes)));
    }

    /**
     * POSIX, {@code fstat}, promises the size of a shared-memory object. That identity and number of links are those of a file
     * is Linux's choice (objects are files of a tmpfs): an unlinked object has no link.
     */
    private static Answer status(PosixState state, SharedObject object) {
        return new Answer.Status(object.sizeBytes(), object.id(), state.links(object.id()));
    }

    /**
     * POSIX, {@code mmap}: EBADF for a bad descriptor, EINVAL for length 0. The mapping may be longer than the object: only
     * the access past the object's last page is an error.
     */
    private static Ruling map(PosixState state, int worker, Optional<SharedObject> object, Action.Map action) {
        if (state.process(worker).mappings().containsKey(action.mapping())) {
            return Ruling.refused("mapping " + action.mapping() + " is already there");
        } else if (object.isEmpty()) {
            return Ruling.fails("EBADF", state);
        } else if (action.lengthBytes() == 0) {
            return Ruling.fails("EINVAL", state);
        } else if (action.lengthBytes() > Integer.MAX_VALUE) {
            return Ruling.refused("whether so long a mapping is possible depends on the machine");
        }
        var mapping = new ProcessState.Mapping(object.get().id(), action.lengthBytes());
        return Ruling.only(
                new Answer.Ok(),
                state.withProcess(worker, state.process(worker).withMapping(action.mapping(), mapping)));
    }

    /** POSIX, {@code close}: mappings made through the descriptor stay. */
    private static Ruling close(PosixState state, int worker, String descriptor) {
        return Ruling.only(
                new Answer.Ok(), state.withProcess(worker, state.process(worker).withoutDescriptor(descriptor)));
    }
}
