package org.shmstress.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.util.CheckClassAdapter;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.PrivateMemory;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.lift.fixtures.Refused;
import org.shmstress.lift.fixtures.Shapes;
import org.shmstress.protocol.Cell;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.ShapeReader;
import org.shmstress.scenario.shape.TestShape;
import org.shmstress.worker.sampling.InProcess;

class LifterTest {

    /** Defines rewritten classes without a jar; the JVM's own verifier judges them. */
    private static final class Rewritten extends ClassLoader {
        private final Map<String, byte[]> classes;

        Rewritten(Map<String, byte[]> classes) {
            super(LifterTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte[] bytes = classes.get(Names.internal(name));
                Class<?> known = findLoadedClass(name);
                if (known == null && bytes != null) {
                    return defineClass(name, bytes, 0, bytes.length);
                }
                return known == null ? super.loadClass(name, resolve) : known;
            }
        }
    }

    private static List<OutcomeTest> fixtures() {
        return ClassScanner.scanOutcomeTests(
                        InProcess.scenario(PlainStoreBuffering.class).origin())
                .stream()
                .filter(t -> t.refusal().isEmpty())
                .toList();
    }

    private static Map<String, byte[]> rewrite(OutcomeTest test) throws Refusal {
        try (ClassSource source = ClassSource.open(test.origin())) {
            return Lifter.rewrite(source, ShapeReader.read(source, Names.internal(test.testClass())));
        }
    }

    @TestFactory
    Stream<DynamicTest> rewrittenClassesAreSound() {
        assertTrue(fixtures().size() > 20, "too few fixtures: were they scanned?");
        return fixtures().stream().map(t -> DynamicTest.dynamicTest(t.id(), () -> assertSound(rewrite(t))));
    }

    @TestFactory
    Stream<DynamicTest> loopsOverOriginalsAreSound() {
        return fixtures().stream()
                .map(t -> DynamicTest.dynamicTest(t.id(), () -> {
                    try (ClassSource source = ClassSource.open(t.origin())) {
                        TestShape shape = ShapeReader.readOriginal(source, Names.internal(t.testClass()));
                        assertSound(Lifter.originals(source, shape));
                    }
                }));
    }

    private static void assertSound(Map<String, byte[]> classes) throws ClassNotFoundException {
        PrivateMemory.install(ByteBuffer.allocateDirect(4096).order(ByteOrder.nativeOrder()), 0, 4096);
        Rewritten loader = new Rewritten(classes);
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            StringWriter complaints = new StringWriter();
            CheckClassAdapter.verify(
                    new ClassReader(entry.getValue()), loader, false, new PrintWriter(complaints, true));
            assertEquals("", complaints.toString(), entry.getKey());
            initialize(Names.of(entry.getKey()), loader);
        }
    }

    /** A fixture's initializer that wants what no JDK has was verified before it ran. */
    private static void initialize(String name, ClassLoader loader) throws ClassNotFoundException {
        try {
            Class.forName(name, true, loader);
        } catch (ExceptionInInitializerError e) {
            assertEquals(UnsupportedOperationException.class, e.getCause().getClass(), name);
        }
    }

    @TestFactory
    Stream<DynamicTest> noPrimitiveStateFieldIsLeftNorAccessed() {
        return fixtures().stream()
                .map(t -> DynamicTest.dynamicTest(t.id(), () -> {
                    try (ClassSource source = ClassSource.open(t.origin())) {
                        TestShape shape = ShapeReader.read(source, Names.internal(t.testClass()));
                        TreeSet<String> gone = new TreeSet<>();
                        shape.places().stream()
                                .filter(p -> !p.isSlice())
                                .forEach(p -> gone.add(p.owner() + "." + p.name()));
                        TreeSet<String> left = new TreeSet<>();
                        Lifter.rewrite(source, shape).values().forEach(bytes -> left.addAll(fieldsIn(bytes)));
                        left.retainAll(gone);
                        assertEquals(new TreeSet<>(), left);
                    }
                }));
    }

    /** Fields that a class declares or accesses, as {@code owner.name}. */
    private static TreeSet<String> fieldsIn(byte[] bytes) {
        TreeSet<String> fields = new TreeSet<>();
        ClassReader reader = new ClassReader(bytes);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public org.objectweb.asm.FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.add(reader.getClassName() + "." + name);
                        return null;
                    }

                    @Override
                    public org.objectweb.asm.MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new org.objectweb.asm.MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                                fields.add(owner + "." + field);
                            }
                        };
                    }
                },
                0);
        return fields;
    }

    @Test
    void namesCellsAndResultsForThePlanner(@TempDir Path cache) {
        LiftedJar jar = new Lifter(cache).lift(InProcess.scenario(Races.MixedCells.class));
        assertEquals(4, jar.cells().size());
        assertEquals(Cell.ofPrimitive('I'), jar.cells().get(1));
        assertEquals("IIII", jar.resultTypes());
    }

    @Test
    void usesAJarThatIsThereAlready(@TempDir Path cache) throws IOException {
        OutcomeTest test = InProcess.scenario(Shapes.WithSeparateState.class);
        Path first = new Lifter(cache).lift(test).jar();
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(first, old);
        assertEquals(first, new Lifter(cache).lift(test).jar());
        assertEquals(old, Files.getLastModifiedTime(first));
        try (Stream<Path> files = Files.list(cache)) {
            assertEquals(List.of(first), files.toList());
        }
    }

    @Test
    void liftsAnewWhenAClassOfTheTestHasChanged(@TempDir Path dir) throws IOException {
        OutcomeTest test = InProcess.scenario(PlainStoreBuffering.class);
        String file = Names.internal(test.testClass()) + ".class";
        Path copy = dir.resolve("classes").resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(test.origin().resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
        Path classes = dir.resolve("classes");
        Path before = lift(classes, dir.resolve("cache"));
        assertEquals(before, lift(classes, dir.resolve("cache")));
        Files.write(copy, withAnotherField(Files.readAllBytes(copy)));
        assertNotEquals(before, lift(classes, dir.resolve("cache")));
    }

    private static Path lift(Path classes, Path cache) {
        return new Lifter(cache)
                .lift(ClassScanner.scanOutcomeTests(classes).get(0))
                .jar();
    }

    private static byte[] withAnotherField(byte[] original) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visitEnd() {
                                cv.visitField(0, "added", "J", null, null).visitEnd();
                                super.visitEnd();
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Test jars were compiled against a jcstress-core of their own, whose helper called its {@code Unsafe} otherwise. */
    @Test
    void liftsTestsThatKnowJcstresssUnsafeByAnOlderName(@TempDir Path classes) throws Exception {
        Class<?> origin = Class.forName("org.shmstress.lift.corpus.PrimitiveArrays$AtOffsetsOfUnsafe");
        Remapper renaming = new Remapper(Opcodes.ASM9) {
            @Override
            public String mapFieldName(String owner, String name, String descriptor) {
                return owner.endsWith("/UnsafeHolder") ? "U" : name;
            }
        };
        Path file = classes.resolve(Names.internal(origin.getName()) + ".class");
        Files.createDirectories(file.getParent());
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Names.internal(origin.getName())).accept(new ClassRemapper(writer, renaming), 0);
        Files.write(file, writer.toByteArray());
        OutcomeTest test = ClassScanner.scanOutcomeTests(classes).get(0);
        assertEquals(Optional.empty(), test.refusal());
        assertEquals(Optional.empty(), test.refusalOfThreads());
        assertKnowsNoHolder(rewrite(test));
        try (ClassSource source = ClassSource.open(classes)) {
            assertKnowsNoHolder(
                    Lifter.originals(source, ShapeReader.readOriginal(source, Names.internal(test.testClass()))));
        }
    }

    private static void assertKnowsNoHolder(Map<String, byte[]> classes) throws ClassNotFoundException {
        assertSound(classes);
        classes.values()
                .forEach(bytes -> assertFalse(fieldsIn(bytes).contains("org/openjdk/jcstress/util/UnsafeHolder.U")));
    }

    @Test
    void saysWhyARefusedTestCannotBeLifted(@TempDir Path cache) {
        HarnessException e = assertThrows(
                HarnessException.class, () -> new Lifter(cache).lift(InProcess.scenario(Refused.Array.class)));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertTrue(e.getMessage().contains("field cells: object references"), e.getMessage());
    }

    @Test
    void saysThatTheCacheIsNotADirectory(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "not a directory");
        HarnessException e = assertThrows(
                HarnessException.class, () -> new Lifter(file).lift(InProcess.scenario(PlainStoreBuffering.class)));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertFalse(Files.isDirectory(file));
    }
}
