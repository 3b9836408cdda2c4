package org.shmstress.tests.mutex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.shmstress.scenario.ObjectScanner;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;

/**
 * Mutants are found because they are wrong, not because they hint at when to look: nothing in a lock may pause, draw numbers or
 * ask for the time, and a mutant calls what its correct sibling calls.
 */
final class LockCodeTest {

    private static final Set<String> HINTS = Set.of(
            "java/lang/Thread.sleep",
            "java/lang/Thread.yield",
            "java/lang/Thread.onSpinWait",
            "java/lang/Object.wait",
            "java/lang/Math.random",
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis");

    private static final List<String> HINTING_PACKAGES = List.of(
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/random/",
            "java/util/concurrent/",
            "java/time/",
            "org/shmstress/plan/",
            "org/shmstress/protocol/",
            "org/shmstress/worker/");

    static Stream<Scenario.ObjectTest> objects() {
        String classes = CasSpinLock.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return ObjectScanner.scan(Path.of(classes), new Selection(List.of())).stream()
                .map(Scenario.ObjectTest.class::cast);
    }

    static Stream<Scenario.ObjectTest> mutants() {
        return objects().filter(Scenario::isMutant);
    }

    @Test
    void theBundledObjectsAreAllThere() {
        assertEquals(
                Set.of(
                        "mutex/CasSpinLock",
                        "mutex/TicketLock",
                        "mutex/PetersonLock",
                        "mutex/PthreadMutex",
                        "mutex/RobustMutex",
                        "crash/RobustMutexOwnerKilled",
                        "crash/SpscRingKilled",
                        "sync/Counter",
                        "sync/SpscRing",
                        "defects/D-001",
                        "defects/D-003",
                        "defects/D-030",
                        "defects/D-049",
                        "defects/D-050"),
                objects().map(Scenario::id).collect(Collectors.toSet()));
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
        Set<String> hints = calls(object.objectClass());
        hints.removeIf(
                call -> !HINTS.contains(call) && HINTING_PACKAGES.stream().noneMatch(call::startsWith));
        assertEquals(Set.of(), hints, object.id());
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantCallsWhatItsSiblingCallsButForPlainMemoryAccess(Scenario.ObjectTest mutant) {
        ClassNode sibling = read(read(internal(mutant.objectClass())).superName);
        assertEquals(mutant.objectClass(), sibling.name.replace('/', '.') + "$" + simpleName(mutant), "lies elsewhere");
        Set<String> own = calls(mutant.objectClass());
        own.removeAll(calls(sibling.name));
        own.removeIf(call -> call.startsWith("org/shmstress/api/Slice.get")
                || call.startsWith("org/shmstress/api/Slice.put")
                || call.startsWith("org/shmstress/api/SharedLock$Section.")
                || isOfSibling(call, mutant, sibling));
        assertEquals(Set.of(), own, mutant.id());
    }

    /** A method that the mutant inherits, or the constructor that it extends. */
    private static boolean isOfSibling(String call, Scenario.ObjectTest mutant, ClassNode sibling) {
        String owner = call.substring(0, call.lastIndexOf('.'));
        String name = call.substring(call.lastIndexOf('.') + 1);
        return (owner.equals(sibling.name) || owner.equals(internal(mutant.objectClass())))
                && sibling.methods.stream().anyMatch(method -> method.name.equals(name));
    }

    private static String simpleName(Scenario.ObjectTest object) {
        return object.objectClass().substring(object.objectClass().lastIndexOf('$') + 1);
    }

    private static String internal(String binaryName) {
        return binaryName.replace('.', '/');
    }

    private static Set<String> calls(String className) {
        return read(internal(className)).methods.stream()
                .flatMap(method -> Arrays.stream(method.instructions.toArray()))
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .map(call -> call.owner + "." + call.name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ClassNode read(String internalName) {
        try (InputStream in = LockCodeTest.class.getResourceAsStream("/" + internalName + ".class")) {
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException e) {
            throw new AssertionError(internalName, e);
        }
    }
}
