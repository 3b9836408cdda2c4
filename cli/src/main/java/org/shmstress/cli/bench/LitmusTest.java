package org.shmstress.cli.bench;

import java.nio.file.Path;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Expectations;
import org.shmstress.scenario.Scenario.OutcomeTest;

/**
 * A test on which both sides are compared.
 *
 * @param name name of the peer's class
 * @param ours what the engine runs
 * @param peerClass binary name of the class that the peer runs; the same, but for one test
 * @param expectations the outcome table: what its author calls interesting is what is called weak here
 */
public record LitmusTest(String name, OutcomeTest ours, String peerClass, List<Expectation> expectations) {

    /** All, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(
            "StoreBufferingPlain",
            "StoreBufferingOpaque",
            "StoreBufferingVolatile",
            "MessagePassing",
            "LoadBuffering",
            "Coherence",
            "Tearing",
            "TearingOnFields",
            "Increments");

    private static final String PACKAGE = "org.shmstress.litmus";

    /** The tests of the jar, those with the given names. */
    static List<LitmusTest> of(Path jar, List<String> names) {
        List<OutcomeTest> found = ClassScanner.scanOutcomeTests(jar);
        return NAMES.stream()
                .filter(names::contains)
                .map(name -> of(name, found))
                .toList();
    }

    private static LitmusTest of(String name, List<OutcomeTest> found) {
        String ourClass = name.equals("TearingOnFields") ? "Tearing" : name;
        OutcomeTest test = found.stream()
                .filter(t -> t.id().equals(PACKAGE + "/" + ourClass))
                .findFirst()
                .orElseThrow(() -> new HarnessException("the distribution's litmus jar has no class " + ourClass));
        return new LitmusTest(name, test, PACKAGE + "." + name, test.expectations());
    }

    /** Whether an outcome counts as weak. */
    public boolean isWeak(String outcome) {
        return Expectations.match(expectations, outcome).expect() == Expect.INTERESTING;
    }

    /** Whether no side may ever see an outcome. */
    boolean isForbidden(String outcome) {
        return Expectations.match(expectations, outcome).expect() == Expect.FORBIDDEN;
    }

    /** The rows of the table that are weak. */
    public List<String> weak() {
        return Expectations.interesting(expectations);
    }
}
