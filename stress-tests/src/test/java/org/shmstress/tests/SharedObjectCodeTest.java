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
 * numbers or ask for the time, neither in a mutant nor in its correct sibling, whose code it shares.
 */
final class SharedObjectCodeTest {

    /** {@code onSpinWait} is none: a loop that waits is the same in mutants and correct objects. */
    private static final Set<String> HINTS = Set.of(
            "java/lang/Thread.sleep",
            "java/lang/Thread.yield",
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
            "java/util/concurrent/locks/",
            "java/util/concurrent/ThreadLocalRandom",
            "java/util/concurrent/TimeUnit",
            "java/time/",
            "org/shmstress/plan/",
            "org/shmstress/protocol/",
            "org/shmstress/worker/");

    /** The one wait loop that yields, the same for all: there may be more processes than CPUs. */
    private static final String WAIT_LOOP = "org/shmstress/tests/mutex/Spin";

    /** The clocks, of objects that wait until a deadline and of leases and heartbeats, the same for mutants and correct ones. */
    private static final Set<String> CLOCKS =
            Set.of("org/shmstress/tests/waiting/Deadline", "org/shmstress/tests/membership/CommonClock");

    static Stream<Scenario.ObjectTest> objects() {
        return SharedObjects.all();
    }

    /** Other people's structures want the time as an argument; none of them is a mutant or has one. */
    static Stream<Scenario.ObjectTest> ours() {
        return objects().filter(object -> !object.id().startsWith("libraries/"));
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
    @MethodSource("ours")
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
    void mutantLiesInsideItsSibling(Scenario.ObjectTest mutant) {
        String own = SharedObjects.internal(mutant.objectClass());
        String sibling = own.substring(0, Math.max(0, own.lastIndexOf('$')));
        assertTrue(
                SharedObjects.reached(mutant.objectClass()).containsKey(sibling),
                mutant.id() + " lies in " + sibling + " and is none");
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
