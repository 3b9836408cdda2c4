package org.shmstress.lift;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.HarnessException;
import org.shmstress.protocol.Cell;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.shape.ClassJar;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Hierarchy;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.ShapeReader;
import org.shmstress.scenario.shape.Substitutes;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.scenario.shape.TestShape.Place;

/**
 * Rewrites a jcstress class so that its state lives in the segment, and keeps the result in a cache.
 *
 * <p>A jar's name is a hash of the class files that went in and of the lifter's own, so a jar that is there is the right one
 * and is never written twice. It is put in place by an atomic rename: runs at the same time may both write it, neither sees
 * half of it.
 */
public final class Lifter {

    /** What a Slice field takes at the least, for the parent's planning; the worker knows better once it has constructed one. */
    private static final Cell SLICE_CELL = new Cell(128, 64, 0);

    /** What a state that refers to other objects takes besides its fields; how many objects these are only a worker knows. */
    private static final Cell UNKNOWN_CELL = new Cell(64, 8, 0);

    private final Path cacheDirectory;

    /** A lifter that keeps its jars in the given directory, which is made when needed. */
    public Lifter(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    /** Lifts a test that the scanner did not refuse, unless the cache has it already. */
    public LiftedJar lift(Scenario.OutcomeTest test) {
        try (ClassSource source = ClassSource.open(test.origin())) {
            TestShape shape = ShapeReader.read(source, Names.internal(test.testClass()));
            Path jar = cacheDirectory.resolve(test.testClass() + "-" + key(source, shape) + ".jar");
            if (!Files.isRegularFile(jar)) {
                ClassJar.store("lifted test", jar, rewrite(source, shape));
            }
            return new LiftedJar(jar, test.testClass(), cells(shape), shape.resultTypes());
        } catch (Refusal e) {
            throw new HarnessException(HarnessException.Kind.USAGE, "cannot lift " + test.id() + ": " + e.reason(), e);
        }
    }

    /**
     * Packs a test as it was compiled, with a loop that takes one state object per slot from the heap: for the threads of one
     * process.
     */
    public LiftedJar pack(Scenario.OutcomeTest test) {
        try (ClassSource source = ClassSource.open(test.origin())) {
            TestShape shape = ShapeReader.readOriginal(source, Names.internal(test.testClass()));
            Path jar = cacheDirectory.resolve(test.testClass() + "-threads-" + key(source, shape) + ".jar");
            if (!Files.isRegularFile(jar)) {
                ClassJar.store("lifted test", jar, originals(source, shape));
            }
            return new LiftedJar(jar, test.testClass(), List.of(), shape.resultTypes());
        } catch (Refusal e) {
            throw new HarnessException(HarnessException.Kind.USAGE, "cannot run " + test.id() + ": " + e.reason(), e);
        }
    }

    /** The class files as they are, but for whence they get their {@code Unsafe}, and the loop. */
    static Map<String, byte[]> originals(ClassSource source, TestShape shape) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : shape.classes()) {
            classes.put(name, HandleRewriter.withUnsafeOfJvm(source.bytes(name)));
        }
        classes.put(LoopCode.nameOf(shape), LoopWriter.write(shape, new LiftedState(shape, new Hierarchy(source))));
        return classes;
    }

    private static List<Cell> cells(TestShape shape) {
        List<Cell> cells = new ArrayList<>();
        for (Place place : shape.places()) {
            cells.add(
                    place.isSlice()
                            ? SLICE_CELL
                            : Cell.ofPrimitive(place.descriptor().charAt(0)));
        }
        if (!shape.isFlat()) {
            cells.add(UNKNOWN_CELL);
        }
        return List.copyOf(cells);
    }

    /** The rewritten class files by internal name. */
    static Map<String, byte[]> rewrite(ClassSource source, TestShape shape) {
        Hierarchy hierarchy = new Hierarchy(source);
        LiftedState state = new LiftedState(shape, hierarchy);
        HandleRewriter handles = new HandleRewriter(hierarchy, state);
        ArrayRewriter arrays = new ArrayRewriter(state);
        List<ClassNode> nodes = new ArrayList<>();
        for (String name : shape.classes()) {
            ClassNode node = new ClassNode();
            new ClassReader(source.bytes(name)).accept(node, 0);
            handles.rewrite(node);
            if (!shape.isFlat()) {
                arrays.rewrite(node);
            }
            nodes.add(node);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        for (ClassNode node : nodes) {
            classes.put(node.name, rewrite(node, state, handles.accessorsOf(node.name)));
        }
        classes.put(LoopCode.nameOf(shape), LoopWriter.write(shape, state));
        return classes;
    }

    private static byte[] rewrite(ClassNode original, LiftedState state, List<Accessor> accessors) {
        // Only sizes are computed anew: added methods have no branches, existing ones keep their stack maps.
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        FieldRewriter fields = state.isShared(original.name)
                ? new SharedClassRewriter(writer, state, accessors)
                : new FieldRewriter(writer, state);
        ClassVisitor rewriter = new BufferRewriter(new MonitorRewriter(fields, state));
        Substitutes substitutes = state.substitutes();
        original.accept(substitutes.equals(Substitutes.NONE) ? rewriter : new Substitution(rewriter, original, state));
        return writer.toByteArray();
    }

    private static String key(ClassSource source, TestShape shape) {
        MessageDigest digest = OwnClasses.begin();
        digest.update(OwnClasses.digest());
        for (String name : shape.classes()) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(source.bytes(name));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }
}
