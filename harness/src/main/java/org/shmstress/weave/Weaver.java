package org.shmstress.weave;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.HarnessException;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.shape.ClassJar;
import org.shmstress.scenario.shape.Names;

/**
 * Weaves steps into a shared object: its class, its ancestors, and the classes that they call, beside it or in a library that its jar
 * names. The result is kept in a cache under a hash of what went in and put in place by an atomic rename, so that runs at the same time do not disturb each other.
 *
 * <p>Only schedules and faults that need steps get a woven object; all others run the class files as they were compiled.
 */
public final class Weaver {

    private final Path cacheDirectory;

    /** Of this run: class files are read and woven once, though every trial asks. */
    private final Map<Scenario.ObjectTest, Woven> known = new ConcurrentHashMap<>();

    /** A weaver that keeps its jars in the given directory, which is made when needed. */
    public Weaver(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    /** Weaves an object, or finds it in the cache. */
    public Woven weave(Scenario.ObjectTest test) {
        return known.computeIfAbsent(test, this::stored);
    }

    private Woven stored(Scenario.ObjectTest test) {
        try (ClassPath source = ClassPath.open(test.origin())) {
            List<String> steps = new ArrayList<>();
            Map<String, byte[]> classes = woven(source, Names.internal(test.objectClass()), steps);
            Path jar = cacheDirectory.resolve(test.objectClass() + "-" + key(classes) + ".jar");
            if (!Files.isRegularFile(jar)) {
                ClassJar.store("woven object", jar, classes);
            }
            return new Woven(jar, List.copyOf(steps));
        }
    }

    /** The woven class files by internal name. */
    static Map<String, byte[]> woven(ClassPath source, String object, List<String> steps) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : reached(source, object)) {
            int before = steps.size();
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(source.bytes(name)).accept(new StepWeaver(writer, steps), 0);
            if (steps.size() > before || source.isOwn(name)) {
                classes.put(name, writer.toByteArray());
            }
        }
        return classes;
    }

    /** The object's class and, over and over, what is called from there, as far as it lies on this path. */
    private static Set<String> reached(ClassPath source, String object) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> pending = new ArrayDeque<>(List.of(object));
        while (!pending.isEmpty()) {
            String name = pending.remove();
            boolean skipped = reached.contains(name) || StepWeaver.RAW_MEMORY.contains(name);
            Optional<ClassNode> node = skipped ? Optional.empty() : source.find(name);
            if (node.isPresent()) {
                reached.add(name);
                Optional.ofNullable(node.get().superName).ifPresent(pending::add);
                for (MethodNode method : node.get().methods) {
                    for (AbstractInsnNode instruction : method.instructions) {
                        if (instruction instanceof MethodInsnNode call) {
                            pending.add(call.owner);
                        }
                    }
                }
            }
        }
        return reached;
    }

    private static String key(Map<String, byte[]> woven) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            woven.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new HarnessException("every Java platform has SHA-256, this one does not", e);
        }
    }
}
