package org.shmstress.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Few cells in which every pair of settings occurs: greedily, the cell with the most pairs that none before it had. A pure
 * function of cells and seed.
 *
 * <p>Greedy is at most a logarithm worse than the least there is; for this matrix it takes about as many cells as the two largest
 * dimensions have pairs, which no covering set can undercut.
 */
final class Covering {

    private Covering() {}

    /**
     * Covers the pairs of the cells, those that strong cells can cover by strong cells first.
     *
     * @param strong cells of the first part; empty only if there are no cells
     * @param rest cells that cover the pairs which are left
     */
    record Rows(List<Cell> strong, List<Cell> rest) {
        int size() {
            return strong.size() + rest.size();
        }
    }

    static Rows of(List<Cell> cells, Random random) {
        List<Cell> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, random);
        List<Cell> able = shuffled.stream().filter(Cell::strong).toList();
        Set<String> covered = new HashSet<>();
        List<Cell> first = greedy(able.isEmpty() ? shuffled : able, covered);
        return new Rows(first, greedy(shuffled, covered));
    }

    private static List<Cell> greedy(List<Cell> cells, Set<String> covered) {
        List<Set<String>> pairs = cells.stream().map(Cell::pairs).toList();
        Set<String> left = new HashSet<>();
        pairs.forEach(left::addAll);
        left.removeAll(covered);
        List<Cell> rows = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = best(pairs, left);
            rows.add(cells.get(best));
            left.removeAll(pairs.get(best));
            covered.addAll(pairs.get(best));
        }
        return rows;
    }

    private static int best(List<Set<String>> pairs, Set<String> left) {
        int best = 0;
        long most = -1;
        for (int i = 0; i < pairs.size(); i++) {
            long fresh = pairs.get(i).stream().filter(left::contains).count();
            if (fresh > most) {
                best = i;
                most = fresh;
            }
        }
        return best;
    }
}
