package org.shmstress.tests;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;

/** The bundled shared objects, and what their class files say. */
final class SharedObjects {

    private SharedObjects() {}

    /** Correct ones and mutants, by id. */
    static Stream<Scenario.ObjectTest> all() {
        return Stream.of(List.<String>of(), List.of("defects/*"))
                .flatMap(patterns -> new StressTests().scenarios(new Selection(patterns)).stream())
                .filter(Scenario.ObjectTest.class::isInstance)
                .map(Scenario.ObjectTest.class::cast)
                .distinct();
    }

    static Stream<Scenario.ObjectTest> mutants() {
        return all().filter(Scenario::isMutant);
    }

    static String internal(String binaryName) {
        return binaryName.replace('.', '/');
    }

    /** A class, its ancestors, and over and over what they call of this module; by internal name, the class itself first. */
    static Map<String, ClassNode> reached(String binaryName) {
        Map<String, ClassNode> reached = new LinkedHashMap<>();
        Deque<String> pending = new ArrayDeque<>(List.of(internal(binaryName)));
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (name.startsWith("org/shmstress/tests/") && !reached.containsKey(name)) {
                ClassNode node = read(name);
                reached.put(name, node);
                pending.add(node.superName);
                calls(node).forEach(call -> pending.add(call.owner));
            }
        }
        return reached;
    }

    static Stream<MethodInsnNode> calls(ClassNode node) {
        return node.methods.stream()
                .flatMap(SharedObjects::instructions)
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast);
    }

    private static Stream<AbstractInsnNode> instructions(MethodNode method) {
        return Stream.of(method.instructions.toArray());
    }

    static ClassNode read(String internalName) {
        try (InputStream in = SharedObjects.class.getResourceAsStream("/" + internalName + ".class")) {
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException e) {
            throw new AssertionError(internalName, e);
        }
    }
}
