package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.posixmodel.ProcessState.Descriptor;
import org.shmstress.script.Action.Allocate;
import org.shmstress.script.Action.Chmod;
import org.shmstress.script.Action.Dup;
import org.shmstress.script.Action.Mode;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Answer;
import org.shmstress.script.LockOwner;
import org.shmstress.script.Seal;

/**
 * {@code ftruncate}, {@code posix_fallocate}, {@code fstat}, {@code fchmod}, {@code dup} and {@code close}. A handle that is not
 * open stands for descriptor -1.
 */
final class DescriptorRules {

    /** Far below what any address space or file system refuses. */
    private static final long MAX_BYTES = 1L << 40;

    /** Far below what any file system of shared-memory objects has room for. */
    private static final long MAX_ALLOCATED_BYTES = 1L << 22;

    private static final Allowed ANY_NUMBER = new Allowed.Any(Answer.Value.class, "any number");

    Ruling rule(PosixState state, int worker, OnDescriptor action) {
        Descriptor descriptor = state.process(worker).descriptors().get(action.descriptor());
        if (descriptor == null) {
            return notOpen(state, action);
        }
        SharedObject object = state.object(descriptor.object());
        if (action instanceof Size a) {
            return size(state, descriptor, object, a.sizeBytes());
        } else if (action instanceof Allocate a) {
            return allocate(state, descriptor, object, a);
        } else if (action instanceof Stat) {
            return Ruling.only(status(state, object), state);
        } else if (action instanceof Chmod a) {
            SharedObject changed = object.with(object.attributes().withMode(a.mode()));
            return Ruling.only(new Answer.Ok(), state.withObject(changed));
        } else if (action instanceof Mode) {
            return Ruling.only(new Answer.Value(object.attributes().mode()), state);
        } else if (action instanceof Dup a) {
            return dup(state, worker, descriptor, a.duplicate());
        }
        return action instanceof org.shmstress.script.Action.Number
                ? new Ruling.Permitted(List.of(Possibility.of(ANY_NUMBER, state)))
                : close(state, worker, action.descriptor(), object);
    }

    /** Which error comes first when the argument is bad too is open; Linux looks at a size before it looks for the file. */
    private static Ruling notOpen(PosixState state, OnDescriptor action) {
        return action instanceof Size a && a.sizeBytes() < 0
                ? Ruling.fails(List.of("EBADF", "EINVAL"), state)
                : Ruling.fails("EBADF", state);
    }

    /**
     * POSIX, {@code ftruncate}: the size becomes the length; EINVAL if it is negative; EBADF or EINVAL if the descriptor is not
     * open for writing, of which Linux says EINVAL. Linux: EPERM if a seal forbids it.
     */
    private static Ruling size(PosixState state, Descriptor descriptor, SharedObject object, long bytes) {
        if (bytes < 0) {
            return descriptor.writable()
                    ? Ruling.fails("EINVAL", state)
                    : Ruling.fails(List.of("EBADF", "EINVAL"), state);
        } else if (bytes > MAX_BYTES) {
            return Ruling.refused("whether so large a size is possible depends on the file system");
        } else if (!descriptor.writable()) {
            return Ruling.fails(List.of("EBADF", "EINVAL"), state);
        } else if (isSealed(object, bytes)) {
            return Ruling.fails("EPERM", state);
        } else if (object.isUnsettled(bytes, MAX_BYTES)) {
            return Ruling.refused("traffic runs on what the truncation would cut off");
        }
        return Ruling.only(new Answer.Ok(), state.withSize(object, bytes));
    }

    private static boolean isSealed(SharedObject object, long bytes) {
        return bytes > object.sizeBytes() && object.hasSeal(Seal.GROW)
                || bytes < object.sizeBytes() && object.hasSeal(Seal.SHRINK);
    }

    /**
     * POSIX, {@code posix_fallocate}: the object grows to hold the range and never shrinks; bytes keep their values. EINVAL for
     * a negative offset or a length that is not positive, EBADF if the descriptor is not open for writing. Linux: EPERM if the
     * object would grow against a seal.
     */
    private static Ruling allocate(PosixState state, Descriptor descriptor, SharedObject object, Allocate action) {
        boolean bad = action.offset() < 0 || action.lengthBytes() <= 0;
        if (!descriptor.writable()) {
            return Ruling.fails(bad ? List.of("EBADF", "EINVAL") : List.of("EBADF"), state);
        } else if (bad) {
            return Ruling.fails("EINVAL", state);
        } else if (action.lengthBytes() > MAX_ALLOCATED_BYTES || action.offset() > MAX_BYTES) {
            return Ruling.refused("whether there is so much memory depends on the machine");
        }
        long end = action.offset() + action.lengthBytes();
        if (end <= object.sizeBytes()) {
            return Ruling.only(new Answer.Ok(), state);
        }
        return object.hasSeal(Seal.GROW)
                ? Ruling.fails("EPERM", state)
                : Ruling.only(new Answer.Ok(), state.withSize(object, end));
    }

    /**
     * POSIX, {@code fstat}, promises the size of a shared-memory object. That identity and number of links are those of a file
     * is Linux's choice (objects are files of a tmpfs): an unlinked object has no link, nor has one of {@code memfd_create}.
     */
    private static Answer status(PosixState state, SharedObject object) {
        return new Answer.Status(object.sizeBytes(), object.id(), state.links(object.id()));
    }

    /** POSIX, {@code dup}: the duplicate shares the open file description, hence its access mode and its locks. */
    private static Ruling dup(PosixState state, int worker, Descriptor descriptor, String duplicate) {
        return state.descriptor(worker, duplicate).isPresent()
                ? Ruling.refused("descriptor " + duplicate + " is already open")
                : Ruling.only(
                        new Answer.Ok(),
                        state.withProcess(worker, state.process(worker).withDescriptor(duplicate, descriptor)));
    }

    /**
     * POSIX, {@code close}: mappings made through the descriptor stay; all locks of the process on the object are given back,
     * whatever descriptor they were set through.
     */
    private static Ruling close(PosixState state, int worker, String descriptor, SharedObject object) {
        Attributes unlocked = object.attributes().withoutLocks(lock -> lock.isOf(LockOwner.PROCESS, worker));
        return Ruling.only(
                new Answer.Ok(),
                state.withObject(object.with(unlocked))
                        .withProcess(worker, state.process(worker).withoutDescriptor(descriptor)));
    }
}
