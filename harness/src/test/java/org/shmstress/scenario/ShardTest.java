package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;

class ShardTest {

    private static Scenario scenario(int number) {
        return new Scenario.ScriptTest("subject/S" + number, "", "", Set.of(), 1, Set.of(), (runner, seed, budget) -> {
            throw new AssertionError("nothing is run here");
        });
    }

    private static List<Scenario> scenarios(int count) {
        return IntStream.range(0, count).mapToObj(ShardTest::scenario).toList();
    }

    private static List<String> ids(List<Scenario> scenarios) {
        return scenarios.stream().map(Scenario::id).toList();
    }

    @Test
    void partsAreDisjointEquallyLargeAndTogetherEverything() {
        for (int total : new int[] {1, 2, 7, 100, 331}) {
            List<Scenario> all = scenarios(total);
            for (int count = 1; count <= Math.min(total, 12); count++) {
                List<String> dealt = new ArrayList<>();
                for (int index = 1; index <= count; index++) {
                    List<String> part = ids(new Shard(index, count).of(all));
                    assertTrue(part.size() >= total / count && part.size() <= total / count + 1, part::toString);
                    dealt.addAll(part);
                }
                assertEquals(total, dealt.size());
                assertEquals(new HashSet<>(ids(all)), new HashSet<>(dealt));
            }
        }
    }

    @Test
    void dealsAlikeWhateverTheOrderInWhichScenariosAreFound() {
        List<Scenario> shuffled = new ArrayList<>(scenarios(50));
        Collections.shuffle(shuffled, new Random(7));
        assertEquals(ids(new Shard(2, 3).of(scenarios(50))), ids(new Shard(2, 3).of(shuffled)));
    }

    @Test
    void aPartThatWouldBeEmptyIsRefused() {
        HarnessException refused = assertThrows(HarnessException.class, () -> new Shard(4, 5).of(scenarios(3)));
        assertEquals(Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().contains("3 scenarios"), refused.getMessage());
    }

    @Test
    void readsWhatIsAShardAndNothingElse() {
        assertEquals(Optional.of(new Shard(2, 5)), Shard.parse("2/5"));
        for (String text : List.of("", "2", "0/5", "6/5", "2/0", "-1/5", "2/5/7", "a/b", "99999999999/99999999999")) {
            assertEquals(Optional.empty(), Shard.parse(text), text);
        }
    }
}
