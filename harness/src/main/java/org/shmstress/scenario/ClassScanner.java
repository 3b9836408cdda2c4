package org.shmstress.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess.Mode;
import org.shmstress.scenario.shape.Annotations;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.scenario.shape.JitFreedoms;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.ShapeReader;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.segment.AccessPath;

/**
 * Finds jcstress classes by their annotations, without loading them and without the output of jcstress's own processor. A class
 * that cannot run between processes becomes a scenario too, one that says why.
 */
public final class ClassScanner {

    private static final String BUNDLED_PACKAGE = "org.shmstress.tests.";

    private ClassScanner() {}

    /** All jcstress classes of a jar or directory, by class name. */
    public static List<Scenario.OutcomeTest> scanOutcomeTests(Path origin) {
        return scanOutcomeTests(origin, new Selection(List.of()));
    }

    private static List<Scenario.OutcomeTest> scanOutcomeTests(Path origin, Selection selection) {
        try (ClassSource source = ClassSource.open(origin)) {
            List<Scenario.OutcomeTest> tests = new ArrayList<>();
            for (String name : source.names()) {
                if (selection.mayTake(id(Names.of(name)))) {
                    read(source, name).ifPresent(tests::add);
                }
            }
            return List.copyOf(tests);
        }
    }

    /** Those that may be selected, in the form that {@link ScenarioProvider}s need. */
    public static List<Scenario> scan(Path origin, Selection selection) {
        return List.copyOf(scanOutcomeTests(origin, selection));
    }

    private static Optional<Scenario.OutcomeTest> read(ClassSource source, String name) {
        ClassNode node;
        try {
            Optional<ClassNode> found = source.find(name);
            if (found.isEmpty()
                    || Annotations.find(found.get().visibleAnnotations, Annotations.jcstress("JCStressTest"))
                            .isEmpty()) {
                return Optional.empty();
            }
            node = found.get();
        } catch (HarnessException e) {
            // A class file that no JVM could load either is no test of anybody's: listed, so that it is not overlooked.
            return Optional.of(unreadable(source, name, String.valueOf(e.getMessage())));
        }
        return Optional.of(scenario(source, node));
    }

    private static Scenario.OutcomeTest unreadable(ClassSource source, String name, String why) {
        String binaryName = Names.of(name);
        return new Scenario.OutcomeTest(
                id(binaryName),
                binaryName,
                "",
                Set.of(),
                binaryName,
                source.origin(),
                0,
                List.of(),
                Set.of(),
                Set.of(),
                Optional.of(why),
                Optional.of(why));
    }

    private static Scenario.OutcomeTest scenario(ClassSource source, ClassNode node) {
        Set<AccessPath> paths = EnumSet.noneOf(AccessPath.class);
        Set<JitFreedom> freedoms = Set.of();
        Optional<String> refusal = Optional.empty();
        OutcomeTable table = OutcomeTable.EMPTY;
        try {
            table = OutcomeTable.read(source, node);
            TestShape shape = ShapeReader.read(source, node.name);
            paths = paths(shape);
            freedoms = JitFreedoms.of(source, shape);
        } catch (Refusal e) {
            refusal = Optional.of(e.reason());
        } catch (RuntimeException e) {
            // Compilers and tools write class files that nobody thought of; one of them must not end the whole scan.
            refusal = Optional.of("the class could not be understood: " + e);
        }
        String binaryName = Names.of(node.name);
        return new Scenario.OutcomeTest(
                id(binaryName),
                table.title().isEmpty() ? binaryName.substring(binaryName.lastIndexOf('.') + 1) : table.title(),
                table.description(),
                table.tags(),
                binaryName,
                source.origin(),
                ShapeReader.countActors(node),
                table.expectations(),
                paths,
                freedoms,
                refusal,
                refusalOfThreads(source, node));
    }

    private static Optional<String> refusalOfThreads(ClassSource source, ClassNode node) {
        try {
            OutcomeTable.read(source, node);
            ShapeReader.readOriginal(source, node.name);
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.reason());
        } catch (RuntimeException e) {
            return Optional.of("the class could not be understood: " + e);
        }
    }

    /** {@code subject/Name} for bundled classes, {@code package.Outer/Class} for others. */
    public static String id(String binaryName) {
        if (binaryName.startsWith(BUNDLED_PACKAGE)) {
            String[] parts = binaryName.substring(BUNDLED_PACKAGE.length()).split("\\.", 2);
            if (parts.length == 2) {
                return parts[0] + "/" + parts[1].replace('$', '.');
            }
        }
        int nested = binaryName.indexOf('$', binaryName.lastIndexOf('.') + 1);
        if (nested > 0) {
            return binaryName.substring(0, nested) + "/"
                    + binaryName.substring(nested + 1).replace('$', '.');
        }
        int dot = binaryName.lastIndexOf('.');
        return dot < 0 ? "default/" + binaryName : binaryName.substring(0, dot) + "/" + binaryName.substring(dot + 1);
    }

    /** Buffers are an access path of their own: what else a worker could use would not be used on them. */
    private static Set<AccessPath> paths(TestShape shape) {
        Set<AccessPath> paths = pathsWith(shape.modes());
        return shape.hasBuffers() && paths.contains(AccessPath.BYTE_BUFFER)
                ? EnumSet.of(AccessPath.BYTE_BUFFER)
                : paths;
    }

    /** JNA's pointers know no ordering; buffer views of bytes neither. */
    static Set<AccessPath> pathsWith(Set<Mode> modes) {
        if (modes.contains(Mode.ATOMIC_SMALL)) {
            return EnumSet.of(AccessPath.UNSAFE);
        }
        Set<AccessPath> paths = EnumSet.of(AccessPath.UNSAFE, AccessPath.FFM);
        if (!modes.contains(Mode.ORDERED_BYTE)) {
            paths.add(AccessPath.BYTE_BUFFER);
        }
        if (modes.equals(EnumSet.of(Mode.PLAIN))) {
            paths.add(AccessPath.JNA);
        }
        return paths;
    }
}
