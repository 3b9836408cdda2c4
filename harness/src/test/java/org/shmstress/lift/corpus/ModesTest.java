package org.shmstress.lift.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.lift.Lifter;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.scenario.shape.ClassSource;

/** What a lifted VarHandle call does to the segment has the very mode of the call, neither weaker nor stronger. */
final class ModesTest {

    private static final String TYPE = "(Byte|Short|Int|Long)";

    /** All that read, compare and write in one step. */
    private static final Set<String> OPERATIONS = Set.of(
            ("compareAndSet weakCompareAndSet weakCompareAndSetPlain weakCompareAndSetAcquire weakCompareAndSetRelease"
                            + " compareAndExchange compareAndExchangeAcquire compareAndExchangeRelease"
                            + " getAndSet getAndSetAcquire getAndSetRelease getAndAdd getAndAddAcquire getAndAddRelease"
                            + " getAndBitwiseOr getAndBitwiseOrAcquire getAndBitwiseOrRelease"
                            + " getAndBitwiseAnd getAndBitwiseAndAcquire getAndBitwiseAndRelease"
                            + " getAndBitwiseXor getAndBitwiseXorAcquire getAndBitwiseXorRelease")
                    .split(" "));

    @Test
    void everyReadModifyWriteOfEveryTypeKeepsItsMode(@TempDir Path directory) throws IOException {
        Path classes = GeneratedClasses.compileInto(directory.resolve("generated"));
        Map<String, Set<String>> made = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ModesTest.class.getClassLoader())) {
            for (Specimen specimen : Specimens.of(classes, loader)) {
                if (specimen.test().refusal().isEmpty()) {
                    accessors(specimen.test(), directory.resolve("cache"))
                            .forEach((accessor, calls) -> judge(accessor, calls, made, wrong));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(OPERATIONS, made.keySet());
        assertEquals(8, made.get("compareAndExchangeAcquire").size(), "types: " + made);
        assertEquals(7, made.get("getAndAddRelease").size(), "types: " + made);
        assertEquals(6, made.get("getAndBitwiseXorAcquire").size(), "types: " + made);
    }

    private static void judge(String accessor, List<String> calls, Map<String, Set<String>> made, List<String> wrong) {
        String operation = accessor.substring(0, accessor.indexOf(' '));
        if (OPERATIONS.contains(operation)) {
            made.computeIfAbsent(operation, o -> new TreeSet<>()).add(accessor.substring(accessor.indexOf(' ') + 1));
            if (!calls.equals(List.of(operation))) {
                wrong.add(accessor + " became " + calls);
            }
        }
    }

    private static String operation(MethodNode accessor) {
        return accessor.name.substring(1, accessor.name.length() - 2);
    }

    /** What each accessor calls, by its operation and its descriptor. */
    private static Map<String, List<String>> accessors(OutcomeTest test, Path cache) {
        try (ClassSource lifted = ClassSource.open(new Lifter(cache).lift(test).jar())) {
            return lifted.names().stream()
                    .map(name -> lifted.find(name).orElseThrow())
                    .flatMap(node -> node.methods.stream())
                    .filter(method -> method.name.endsWith("$x") && OPERATIONS.contains(operation(method)))
                    .collect(Collectors.toMap(
                            method -> operation(method) + " " + method.desc.replaceAll("L[^;]*;", ""),
                            ModesTest::calls));
        }
    }

    /** The access path's methods and the loops over them that are called, with the order that they are given in their names. */
    private static List<String> calls(MethodNode method) {
        List<String> calls = new ArrayList<>();
        String order = "";
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FieldInsnNode field && field.desc.endsWith("$Order;")) {
                order = field.name.charAt(0) + field.name.substring(1).toLowerCase(java.util.Locale.ROOT);
            } else if (instruction instanceof MethodInsnNode call && call.owner.endsWith("/SliceAccess")) {
                calls.add(call.name.replaceFirst(TYPE + "(Plain)?$", "$2") + order);
            } else if (instruction instanceof MethodInsnNode call && call.owner.endsWith("Ops")) {
                calls.add(call.name);
            }
        }
        return calls;
    }
}
