package org.shmstress.run.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.posixmodel.PosixState;
import org.shmstress.posixmodel.ReferenceModel;

/**
 * Explains the answers of overlapping steps by an order in which they might have happened one after the other: each step takes
 * effect at one instant between its call and its return, so steps that did not overlap keep their order (Herlihy and Wing,
 * Linearizability, 1990).
 */
final class Linearizer {

    private final ReferenceModel model;

    Linearizer(ReferenceModel model) {
        this.model = model;
    }

    /** The steps in an order that explains every answer; empty if there is none. */
    @SuppressWarnings("ReferenceEquality") // two equal steps are still two
    Optional<List<Judged>> explain(PosixState state, Identities identities, List<Performed> group) {
        if (group.isEmpty()) {
            return Optional.of(List.of());
        }
        for (Performed first : group) {
            List<Performed> rest = group.stream().filter(p -> p != first).toList();
            if (rest.stream().noneMatch(other -> other.precedes(first))) {
                Judged judged = Judged.of(model, state, identities, first);
                Optional<List<Judged>> tail =
                        judged.agrees() ? explain(judged.state(), judged.identities(), rest) : Optional.empty();
                if (tail.isPresent()) {
                    List<Judged> order = new ArrayList<>(List.of(judged));
                    order.addAll(tail.get());
                    return Optional.of(order);
                }
            }
        }
        return Optional.empty();
    }
}
