package org.shmstress.posixmodel;

import java.util.stream.Stream;
import org.shmstress.posixmodel.ProcessState.Descriptor;
import org.shmstress.script.Action.AddSeals;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Answer;
import org.shmstress.script.Seal;

/**
 * {@code fcntl(F_ADD_SEALS)} and {@code F_GET_SEALS}, Linux's own (fcntl(2)). Objects of {@code shm_open} cannot have any, which
 * shows as the seal against sealing.
 */
final class SealRules {

    Ruling rule(PosixState state, int worker, OnDescriptor action) {
        Descriptor descriptor = state.process(worker).descriptors().get(action.descriptor());
        if (descriptor == null) {
            return Ruling.fails("EBADF", state);
        }
        SharedObject object = state.object(descriptor.object());
        return action instanceof AddSeals add
                ? add(state, descriptor, object, add)
                : Ruling.only(
                        new Answer.Value(object.attributes().seals().stream()
                                .mapToInt(Seal::bit)
                                .sum()),
                        state);
    }

    /**
     * EPERM if the descriptor is not writable or the object cannot have more seals; EBUSY for the seal against writing while
     * anybody has a shared mapping that is writable, or could be made so.
     */
    private static Ruling add(PosixState state, Descriptor descriptor, SharedObject object, AddSeals action) {
        if (!descriptor.writable() || object.hasSeal(Seal.SEAL)) {
            return Ruling.fails("EPERM", state);
        } else if (action.seals().contains(Seal.WRITE) && !object.hasSeal(Seal.WRITE) && isWritten(state, object)) {
            return Ruling.fails("EBUSY", state);
        }
        return Ruling.only(
                new Answer.Ok(),
                state.withObject(object.with(object.attributes().withSeals(action.seals()))));
    }

    private static boolean isWritten(PosixState state, SharedObject object) {
        Stream<Mapping> mappings = state.processes().stream().flatMap(ProcessState::present);
        return mappings.anyMatch(m -> m.object() == object.id() && m.mayChangeObject());
    }
}
