package org.shmstress.posixmodel;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.shmstress.script.LockOwner;
import org.shmstress.script.Seal;

/**
 * What an object has beside its bytes.
 *
 * @param mode permission bits
 * @param seals seals, Linux's own; an object that can have none has {@link Seal#SEAL}
 * @param locks record locks on the whole object
 */
record Attributes(int mode, Set<Seal> seals, Set<HeldLock> locks) {

    /**
     * A lock that somebody holds.
     *
     * @param kind what sort of owner
     * @param owner index of the worker, or number of the open file description
     * @param exclusive whether nobody else may hold one beside it
     */
    record HeldLock(LockOwner kind, int owner, boolean exclusive) {
        boolean isOf(LockOwner otherKind, int other) {
            return kind == otherKind && owner == other;
        }
    }

    Attributes {
        seals = Set.copyOf(seals);
        locks = Set.copyOf(locks);
    }

    static Attributes of(int mode, boolean sealable) {
        return new Attributes(mode, sealable ? Set.of() : Set.of(Seal.SEAL), Set.of());
    }

    Attributes withMode(int other) {
        return new Attributes(other, seals, locks);
    }

    Attributes withSeals(Set<Seal> more) {
        Set<Seal> all = new HashSet<>(seals);
        all.addAll(more);
        return new Attributes(mode, all, locks);
    }

    Attributes withLock(HeldLock lock) {
        Set<HeldLock> more = new HashSet<>(locks);
        more.add(lock);
        return new Attributes(mode, seals, more);
    }

    Attributes withoutLocks(Predicate<HeldLock> given) {
        Set<HeldLock> fewer = new HashSet<>(locks);
        return fewer.removeIf(given) ? new Attributes(mode, seals, fewer) : this;
    }
}
