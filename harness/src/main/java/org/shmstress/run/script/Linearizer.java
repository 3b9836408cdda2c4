package org.shmstress.run.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shmstress.posixmodel.ReferenceModel;

/**
 * Explains the answers of overlapping steps by orders in which they might have happened one after the other: each step takes
 * effect at one instant between its call and its return, so steps that did not overlap keep their order (Herlihy and Wing,
 * Linearizability, 1990).
 */
final class Linearizer {

    private final ReferenceModel model;

    Linearizer(ReferenceModel model) {
        this.model = model;
    }

    /** How things may stand after the steps, each with an order that explains every answer and leads there; empty if none does. */
    Map<World, List<Judged>> explain(List<World> before, List<Performed> group) {
        Map<World, List<Judged>> explained = new LinkedHashMap<>();
        before.forEach(world -> explain(world, group, List.of(), explained));
        return explained;
    }

    @SuppressWarnings("ReferenceEquality") // two equal steps are still two
    private void explain(World world, List<Performed> left, List<Judged> order, Map<World, List<Judged>> explained) {
        if (left.isEmpty()) {
            explained.putIfAbsent(world, order);
            return;
        }
        for (Performed first : left) {
            List<Performed> rest = left.stream().filter(p -> p != first).toList();
            if (rest.stream().noneMatch(other -> other.precedes(first))) {
                Judged judged = Judged.of(model, world, first);
                if (judged.agrees()) {
                    List<Judged> longer = new ArrayList<>(order);
                    longer.add(judged);
                    explain(judged.world(), rest, List.copyOf(longer), explained);
                }
            }
        }
    }
}
