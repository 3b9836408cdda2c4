package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.shmstress.scenario.Scenario;

/**
 * Mutants are found because they are wrong, not because they hint at when to look: nothing in an object may pause, give up the CPU, draw
 * numbers or ask for the time, and a mutant does nothing that its correct sibling does not do, but for its accesses to the segment.
 */
final class SharedObjectCodeTest {

    /** {@code onSpinWait} is none: a loop that waits is the same in mutants and correct objects. */
    private static final Set<String> HINTS = Set.of(
            "java/lang/Thread.sleep",
            "java/lang/Thread.yield",
            "java/lang/Thread.join",
            "java/lang/Object.wait",
            "java/lang/Math.random",
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/lang/System.getProperty",
            "java/lang/System.getenv");

    private static final List<String> HINTING_PACKAGES = List.of(
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/random/",
            "java/util/concurrent/",
            "java/time/",
            "org/shmstress/plan/",
            "org/shmstress/protocol/",
            "org/shmstress/worker/");

    /** The one wait loop that yields, the same for all: there may be more processes than CPUs. */
    private static final String WAIT_LOOP = "org/shmstress/tests/mutex/Spin";

    /** The clocks, of objects that wait until a deadline and of leases and heartbeats, the same for mutants and correct ones. */
    private static final Set<String> CLOCKS =
            Set.of("org/shmstress/tests/waiting/Deadline", "org/shmstress/tests/membership/CommonClock");

    private static final List<String> ACCESSES =
            List.of("org/shmstress/api/", "org/shmstress/posix/", "java/lang/invoke/VarHandle.");

    static Stream<Scenario.ObjectTest> objects() {
        return SharedObjects.all();
    }

    static Stream<Scenario.ObjectTest> mutants() {
        return SharedObjects.mutants();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void noObjectIsRefused(Scenario.ObjectTest object) {
        assertFalse(object.refusal().isPresent(), () -> object.refusal().orElseThrow());
        assertFalse(object.title().isBlank() || object.description().isBlank(), object.id());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void noObjectPausesDrawsOrLooksAtTheClock(Scenario.ObjectTest object) {
        Map<String, ClassNode> reached = SharedObjects.reached(object.objectClass());
        reached.remove(WAIT_LOOP);
        reached.keySet().removeAll(CLOCKS);
        Set<String> hints = calls(reached.values());
        hints.removeIf(
                call -> !HINTS.contains(call) && HINTING_PACKAGES.stream().noneMatch(call::startsWith));
        assertEquals(Set.of(), hints, object.id());
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantLiesInsideItsSiblingAndCallsNothingElse(Scenario.ObjectTest mutant) {
        String own = SharedObjects.internal(mutant.objectClass());
        Set<String> others = SharedObjects.reached(mutant.objectClass()).keySet();
        String sibling = own.substring(0, own.lastIndexOf('$'));
        assertTrue(others.contains(sibling), mutant.id() + " lies in " + sibling + " and is none");
        Set<String> more = calls(List.of(SharedObjects.read(own)));
        more.removeAll(calls(SharedObjects.reached(sibling).values()));
        more.removeIf(call -> ACCESSES.stream().anyMatch(call::startsWith) || isOf(own, sibling, call));
        assertEquals(Set.of(), more, mutant.id());
    }

    /** A method of the mutant or its sibling, which may not be called elsewhere. */
    private static boolean isOf(String mutant, String sibling, String call) {
        return call.startsWith(mutant + ".") || call.startsWith(sibling + ".");
    }

    private static Set<String> calls(Collection<ClassNode> nodes) {
        return nodes.stream()
                .flatMap(SharedObjects::calls)
                .map(SharedObjectCodeTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodInsnNode call) {
        return call.owner + "." + call.name;
    }
}
