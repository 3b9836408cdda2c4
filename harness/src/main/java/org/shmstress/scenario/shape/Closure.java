package org.shmstress.scenario.shape;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** Every class of an origin that a test can cause to be loaded: all that it names, and what those name. */
final class Closure {

    private Closure() {}

    static Set<String> of(ClassSource source, String... roots) {
        Set<String> closure = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(List.of(roots));
        while (!pending.isEmpty()) {
            String name = pending.pop();
            // Harness and jcstress classes come from the worker's own class path, also when an origin bundles them.
            boolean bundled = name.startsWith("org/shmstress/api/") || name.startsWith("org/openjdk/jcstress/infra/");
            if (!bundled && source.has(name) && closure.add(name)) {
                pending.addAll(namedBy(source.bytes(name)));
            }
        }
        return Collections.unmodifiableSet(closure);
    }

    private static Set<String> namedBy(byte[] bytes) {
        Set<String> names = new TreeSet<>();
        Remapper collector = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        };
        new ClassReader(bytes).accept(new UsesOnly(collector), ClassReader.SKIP_DEBUG);
        return names;
    }

    /** Leaves out lists of relatives: a class file names all nested classes of its outermost class, used or not. */
    private static final class UsesOnly extends ClassRemapper {

        UsesOnly(Remapper collector) {
            super(Opcodes.ASM9, new ClassNode(), collector);
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {}

        @Override
        public void visitOuterClass(String owner, String name, String descriptor) {}

        @Override
        public void visitNestMember(String nestMember) {}
    }
}
