package org.shmstress.run.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shmstress.posixmodel.Allowed;
import org.shmstress.posixmodel.Ruling;
import org.shmstress.script.Answer;

/**
 * Which inode is which object of the model. The first {@code stat} of an object binds the two; from then on the same object
 * must show the same inode, and another object another one. Immutable.
 *
 * @param objectByInode bound so far
 */
record Identities(Map<Long, Long> objectByInode) {

    /** An answer in the model's terms, and the bindings after it. */
    record Translated(Answer answer, Identities identities) {}

    static Identities none() {
        return new Identities(Map.of());
    }

    /** Puts the number of the object in place of the inode; an inode that fits nothing stays as it is and so disagrees. */
    Translated translate(Answer answer, Ruling.Permitted ruling) {
        if (!(answer instanceof Answer.Status status)) {
            return new Translated(answer, this);
        }
        Optional<Long> expected = expectedObject(ruling);
        Identities known = expected.isPresent() && isFree(status.identity(), expected.get())
                ? with(status.identity(), expected.get())
                : this;
        long object = known.objectByInode.getOrDefault(status.identity(), status.identity());
        return new Translated(new Answer.Status(status.sizeBytes(), object, status.links()), known);
    }

    private boolean isFree(long inode, long object) {
        return !objectByInode.containsKey(inode) && !objectByInode.containsValue(object);
    }

    private Identities with(long inode, long object) {
        Map<Long, Long> more = new HashMap<>(objectByInode);
        more.put(inode, object);
        return new Identities(Map.copyOf(more));
    }

    private static Optional<Long> expectedObject(Ruling.Permitted ruling) {
        return ruling.possibilities().stream()
                .map(p -> p.answer() instanceof Allowed.Exactly e && e.answer() instanceof Answer.Status s
                        ? Optional.of(s.identity())
                        : Optional.<Long>empty())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
