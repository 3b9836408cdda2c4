package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

class BundledOutcomeTestsTest {

    private static final int LONGEST_TITLE = 80;
    private static final Set<String> SUBJECTS = Set.of("ordering", "atomicity", "tearing", "publication");

    static List<BundledTest> all() {
        return BundledTest.all();
    }

    @Test
    void eachSubjectHasTests() {
        Set<String> subjects = all().stream().map(t -> t.id().split("/")[0]).collect(Collectors.toSet());
        assertEquals(SUBJECTS, subjects);
    }

    @Test
    void noTwoTestsHaveOneTitle() {
        Set<String> titles = new HashSet<>();
        assertAll(all().stream().map(t -> () -> assertTrue(titles.add(title(t)), "second test titled " + title(t))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatItTriesAndWhatCanGoWrong(BundledTest test) {
        assertTrue(test.description().indexOf(". ") > 0, "no sentence after the title: " + test.description());
        assertTrue(title(test).length() <= LONGEST_TITLE, "too long for a list: " + title(test));
        assertTrue(test.description().endsWith("."), test.description());
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesItsSource(BundledTest test) {
        assertFalse(test.references().isEmpty(), "no @Ref");
        assertAll(test.references().stream()
                .map(r -> () -> assertTrue(r.value().startsWith("https://"), "not a link: " + r.value())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void forbidsWhatItDoesNotName(BundledTest test) {
        int fields = test.resultType().getSimpleName().replace("_Result", "").length();
        String alien = String.join(", ", java.util.Collections.nCopies(fields, "77"));
        assertEquals(Expect.FORBIDDEN, test.grade(alien), "an outcome that no access could make");
        assertTrue(test.outcomes().stream().anyMatch(o -> o.expect() == Expect.ACCEPTABLE), "accepts nothing");
    }

    @ParameterizedTest
    @MethodSource("all")
    void explainsEachOutcomeOnce(BundledTest test) {
        List<String> ids =
                test.outcomes().stream().flatMap(o -> Arrays.stream(o.id())).toList();
        assertEquals(ids.size(), Set.copyOf(ids).size(), "an outcome stands twice in " + ids);
        for (Outcome outcome : test.outcomes()) {
            assertFalse(outcome.desc().isBlank(), "no words for " + Arrays.toString(outcome.id()));
        }
    }

    /** Actors that run one after the other can never make a weak outcome, only a test with a mistake in it can. */
    @ParameterizedTest
    @MethodSource("all")
    void acceptsEveryOrderOfWholeActors(BundledTest test) throws ReflectiveOperationException {
        for (List<Method> order : BundledTest.orders(test.actors())) {
            String outcome = test.runInTurn(order);
            String names = order.stream().map(Method::getName).collect(Collectors.joining(", then "));
            assertEquals(Expect.ACCEPTABLE, test.grade(outcome), outcome + " of " + names);
        }
    }

    /** jcstress's processor passes over a class of a shape that it does not know without a word. */
    @ParameterizedTest
    @MethodSource("all")
    void hasARunnerOfStockJcstress(BundledTest test) {
        String runner = test.type().getName().replace('$', '_') + "_jcstress";
        assertDoesNotThrow(() -> Class.forName(runner, false, getClass().getClassLoader()));
    }

    private static String title(BundledTest test) {
        return test.description().split("\\. ", 2)[0];
    }
}
