package org.shmstress.scenario.shape;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.HarnessException;

/** Looks members up along superclasses, as far as these lie in the origin. */
public final class Hierarchy {

    private final ClassSource source;

    public Hierarchy(ClassSource source) {
        this.source = source;
    }

    /** The class and its superclasses within the origin, the class itself first. */
    public List<ClassNode> chain(String internalName) {
        List<ClassNode> chain = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Optional<ClassNode> next = source.find(internalName);
        while (next.isPresent() && seen.add(next.get().name)) {
            chain.add(next.get());
            next = superOf(next.get());
        }
        return chain;
    }

    private Optional<ClassNode> superOf(ClassNode node) {
        return node.superName == null ? Optional.empty() : source.find(node.superName);
    }

    /** True if the first class is the second or a subclass of it, as far as the origin knows. */
    public boolean isSubclass(String internalName, String ancestor) {
        return internalName.equals(ancestor)
                || chain(internalName).stream().anyMatch(c -> c.name.equals(ancestor) || ancestor.equals(c.superName));
    }

    /** The class if it lies in the origin. */
    public Optional<ClassNode> find(String internalName) {
        return source.find(internalName);
    }

    /** As {@link #isSubclass}, interfaces included. */
    public boolean isSubtype(String internalName, String ancestor) {
        return isSubclass(internalName, ancestor)
                || chain(internalName).stream()
                        .flatMap(c -> c.interfaces.stream())
                        .anyMatch(i -> isSubtype(i, ancestor));
    }

    /** Name of the class that declares the field which an instruction on {@code owner} means. */
    public Optional<String> fieldOwner(String owner, String name, String descriptor) {
        return chain(owner).stream()
                .filter(c -> field(c, name, descriptor).isPresent())
                .map(c -> c.name)
                .findFirst();
    }

    /** The field declared by exactly this class. */
    public static Optional<FieldNode> field(ClassNode node, String name, String descriptor) {
        return node.fields.stream()
                .filter(f -> f.name.equals(name) && f.desc.equals(descriptor))
                .findFirst();
    }

    /** The method that a call on {@code owner} finds first, searching superclasses and then interfaces. */
    public Optional<DeclaredMethod> method(String owner, String name, String descriptor) {
        for (ClassNode node : chain(owner)) {
            Optional<DeclaredMethod> found = declared(node, name, descriptor);
            if (found.isPresent()) {
                return found;
            }
        }
        return chain(owner).stream()
                .flatMap(c -> c.interfaces.stream())
                .filter(source::has)
                .flatMap(i -> method(i, name, descriptor).stream())
                .findFirst();
    }

    private static Optional<DeclaredMethod> declared(ClassNode node, String name, String descriptor) {
        return node.methods.stream()
                .filter(m -> m.name.equals(name) && m.desc.equals(descriptor))
                .map(m -> new DeclaredMethod(node, m))
                .findFirst();
    }

    /** A class of the origin, or one of jcstress's own, which lie on our class path. */
    public Optional<ClassNode> findAnywhere(String internalName) {
        Optional<ClassNode> own = source.find(internalName);
        if (own.isPresent() || !internalName.startsWith("org/openjdk/jcstress/")) {
            return own;
        }
        try (InputStream in = Hierarchy.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_CODE);
            return Optional.of(node);
        } catch (IOException e) {
            throw new HarnessException("cannot read " + internalName + " from the jar of jcstress", e);
        }
    }

    /** A method with the class that declares it. */
    public record DeclaredMethod(ClassNode owner, MethodNode method) {}
}
