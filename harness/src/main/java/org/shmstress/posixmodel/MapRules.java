package org.shmstress.posixmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.posixmodel.ProcessState.Descriptor;
import org.shmstress.script.Action.ChannelMap;
import org.shmstress.script.Action.Mmap;
import org.shmstress.script.Answer;
import org.shmstress.script.Protection;
import org.shmstress.script.Seal;
import org.shmstress.script.Visibility;

/** {@code mmap}. */
final class MapRules {

    /** Every writable private mapping counts against the memory that the machine may promise. */
    private static final long MAX_PRIVATE_BYTES = 1L << 26;

    private static final long MAX_OFFSET = 1L << 40;

    private final int pageBytes;

    MapRules(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    /** {@code FileChannel.map} makes a file longer that is too short for it, which no script may want; a whole one it maps as {@code mmap} does. */
    Ruling rule(PosixState state, int worker, ChannelMap action) {
        boolean whole = state.opened(worker, action.descriptor())
                .filter(object -> object.sizeBytes() == action.lengthBytes() && action.lengthBytes() > 0)
                .isPresent();
        return whole
                ? rule(
                        state,
                        worker,
                        new Mmap(
                                action.descriptor(),
                                0,
                                action.lengthBytes(),
                                Protection.READ_WRITE,
                                Visibility.SHARED,
                                action.mapping()))
                : Ruling.refused("only a whole file is mapped by its channel");
    }

    /**
     * The mapping may be longer than the object, and may begin past its end: only the access past the object's last page is an
     * error.
     */
    Ruling rule(PosixState state, int worker, Mmap action) {
        Optional<Descriptor> descriptor = state.descriptor(worker, action.descriptor());
        long max = action.sharing() == Visibility.PRIVATE ? MAX_PRIVATE_BYTES : Integer.MAX_VALUE;
        if (state.process(worker).mappings().containsKey(action.mapping())) {
            return Ruling.refused("mapping " + action.mapping() + " is already there");
        }
        List<String> errors = errors(state, descriptor, action);
        if (!errors.isEmpty()) {
            return Ruling.fails(errors, state);
        } else if (action.lengthBytes() > max || action.offset() > MAX_OFFSET) {
            return Ruling.refused("whether so long a mapping is possible depends on the machine");
        }
        return map(state, worker, descriptor.orElseThrow(), action);
    }

    /**
     * POSIX, {@code mmap}: EBADF for a bad descriptor, EINVAL for length 0 and for an offset that is no multiple of the page
     * size, EACCES for a shared writable mapping of a descriptor that is not open for writing. Linux: EPERM against a seal.
     */
    private List<String> errors(PosixState state, Optional<Descriptor> descriptor, Mmap action) {
        List<String> errors = new ArrayList<>();
        boolean writesObject = action.sharing() == Visibility.SHARED && action.protection() == Protection.READ_WRITE;
        if (descriptor.isPresent()
                && writesObject
                && isSealed(state.object(descriptor.get().object()))) {
            errors.add("EPERM");
        }
        if (descriptor.isPresent() && writesObject && !descriptor.get().writable()) {
            errors.add("EACCES");
        }
        if (action.lengthBytes() == 0 || action.offset() % pageBytes != 0) {
            errors.add("EINVAL");
        }
        if (descriptor.isEmpty()) {
            errors.add("EBADF");
        }
        return errors;
    }

    private static boolean isSealed(SharedObject object) {
        return object.hasSeal(Seal.WRITE) || object.hasSeal(Seal.FUTURE_WRITE);
    }

    /** Linux before 6.7 refuses a shared mapping of an object sealed against writing even if it is for reading only. */
    private Ruling map(PosixState state, int worker, Descriptor descriptor, Mmap action) {
        SharedObject object = state.object(descriptor.object());
        boolean shared = action.sharing() == Visibility.SHARED;
        if (!shared && object.isUnsettled(0, Long.MAX_VALUE - Long.BYTES)) {
            return Ruling.refused("traffic runs on what the mapping would keep as it is");
        }
        Mapping mapping = new Mapping(
                object.id(),
                descriptor.description(),
                action.offset(),
                action.lengthBytes(),
                action.sharing(),
                !shared || descriptor.writable() && !isSealed(object),
                Pages.of(action.lengthBytes(), action.protection(), pageBytes),
                false,
                shared ? OwnPages.NONE : OwnPages.of(object));
        Possibility mapped = Possibility.of(
                new Answer.Ok(),
                state.withProcess(worker, state.process(worker).withMapping(action.mapping(), mapping)));
        return shared && descriptor.writable() && object.hasSeal(Seal.WRITE)
                ? new Ruling.Permitted(List.of(mapped, Possibility.of(new Answer.Failed("EPERM"), state)))
                : new Ruling.Permitted(List.of(mapped));
    }
}
