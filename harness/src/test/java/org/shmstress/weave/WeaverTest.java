package org.shmstress.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import org.openjdk.jcstress.util.UnsafeHolder;
import org.shmstress.api.Crash;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.scenario.ObjectScanner;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;
import org.shmstress.scenario.shape.ClassSource;

final class WeaverTest {

    private static final String WOVEN = WeaverTest.class.getName().replace('.', '/') + "$Linked";

    @Test
    void eachSharedAccessOfTheObjectItsAncestorsAndHelpersIsAStep() {
        List<String> steps = new ArrayList<>();
        Map<String, byte[]> classes = woven(steps);
        assertEquals(
                Set.of(WOVEN, WOVEN.replace("Linked", "Base"), WOVEN.replace("Linked", "Helper")), classes.keySet());
        assertEquals(
                Set.of(
                        "WeaverTest.Linked.add#1",
                        "WeaverTest.Linked.add#2: linked, not yet counted",
                        "WeaverTest.Base.size#1",
                        "WeaverTest.Helper.count#1"),
                Set.copyOf(steps));
        assertEquals(4, steps.size());
    }

    @Test
    void callsThatWorkOnFilesAreSteps() {
        List<String> steps = new ArrayList<>();
        try (ClassPath source = ClassPath.open(origin())) {
            byte[] bytes = Weaver.woven(source, WOVEN.replace("Linked", "Filed"), steps)
                    .get(WOVEN.replace("Linked", "Filed"));
            new ClassReader(bytes)
                    .accept(new CheckClassAdapter(new org.objectweb.asm.tree.ClassNode()), ClassReader.EXPAND_FRAMES);
        }
        // new RandomAccessFile, getChannel, tryLock, release, close
        assertEquals(5, steps.size(), steps.toString());
    }

    /** What a library does to memory is what its user's object does. */
    @Test
    void accessesOfALibraryThatTheJarNamesAreSteps(@TempDir Path directory) throws Exception {
        Path library = jar(directory.resolve("library.jar"), "", Ring.class, Unrelated.class);
        Path own = jar(directory.resolve("own.jar"), library.getFileName().toString(), UsesRing.class);
        List<String> steps = new ArrayList<>();
        try (ClassPath source = ClassPath.open(own)) {
            Map<String, byte[]> classes = Weaver.woven(source, name(UsesRing.class), steps);
            assertEquals(Set.of(name(UsesRing.class), name(Ring.class)), classes.keySet());
        }
        assertEquals(List.of("WeaverTest.Ring.store#1"), steps);
    }

    private static Path jar(Path file, String classPath, Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : classes) {
                out.putNextEntry(new ZipEntry(name(type) + ".class"));
                Files.copy(origin().resolve(name(type) + ".class"), out);
            }
        }
        return file;
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Works on raw memory, as a library does. */
    public static final class Ring {
        private static final sun.misc.Unsafe UNSAFE = UnsafeHolder.UNSAFE;

        private Ring() {}

        static void store(long address) {
            UNSAFE.putLong(address, UNSAFE.pageSize());
            Unrelated.touch();
        }
    }

    /** Of the library too, and without an access. */
    public static final class Unrelated {
        private Unrelated() {}

        static void touch() {}
    }

    /** An object on it. */
    public static final class UsesRing {
        public void add() {
            Ring.store(0);
        }
    }

    @Test
    void wovenClassesAreValid() {
        woven(new ArrayList<>())
                .values()
                .forEach(bytes -> new ClassReader(bytes)
                        .accept(
                                new CheckClassAdapter(new org.objectweb.asm.tree.ClassNode()),
                                ClassReader.EXPAND_FRAMES));
    }

    @Test
    void sameObjectIsStoredOnce(@TempDir Path cache) throws Exception {
        Scenario.ObjectTest test = ObjectScanner.scan(origin(), new Selection(List.of())).stream()
                .map(Scenario.ObjectTest.class::cast)
                .filter(t -> t.objectClass().equals(Linked.class.getName()))
                .findFirst()
                .orElseThrow();
        Woven woven = new Weaver(cache).weave(test);
        assertEquals(woven, new Weaver(cache).weave(test));
        assertTrue(Files.isRegularFile(woven.jar()));
        try (Stream<Path> files = Files.list(cache)) {
            assertEquals(1, files.count());
        }
        try (ClassSource source = ClassSource.open(woven.jar())) {
            assertFalse(source.has(WOVEN + "$Model"), "the model needs no steps");
        }
    }

    private static Map<String, byte[]> woven(List<String> steps) {
        try (ClassPath source = ClassPath.open(origin())) {
            return Weaver.woven(source, WOVEN, steps);
        }
    }

    private static Path origin() {
        try {
            return Path.of(WeaverTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Locks a file. */
    public static final class Filed {
        private final Path file;

        public Filed(Path file) {
            this.file = file;
        }

        public boolean tryOnce() throws java.io.IOException {
            java.io.RandomAccessFile opened = new java.io.RandomAccessFile(file.toString(), "rw");
            java.nio.channels.FileLock lock = opened.getChannel().tryLock();
            if (lock != null) {
                lock.release();
            }
            opened.close();
            return lock != null;
        }
    }

    /** Has a step of its own. */
    public static class Base {
        final Slice slice;

        Base(Slice slice) {
            this.slice = slice;
        }

        @Operation
        public long size() {
            return slice.size() + slice.getLongAcquire(8);
        }
    }

    /** Has two, and calls one. */
    @SharedObject(title = "linked", bytes = 16)
    public static final class Linked extends Base {
        public Linked(Slice slice) {
            super(slice);
        }

        @Operation
        public void add() {
            if (slice.compareAndSetLong(0, 0, 1)) {
                Crash.here("linked, not yet counted");
                slice.putLong(8, 1);
            }
            Helper.count(slice);
        }

        /** Never asked. */
        public static final class Model {
            public long size() {
                return 0;
            }

            public void add() {}
        }
    }

    static final class Helper {
        static void count(Slice slice) {
            slice.getAndAddLong(8, 1);
        }
    }
}
