package org.shmstress.lift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.scenario.shape.ClassSource;
import org.shmstress.scenario.shape.Names;
import org.shmstress.scenario.shape.Refusal;
import org.shmstress.scenario.shape.ShapeReader;
import org.shmstress.worker.sampling.InProcess;

class OwnClassesTest {

    /** Changed or new, one at a time, of each room: a helper that nobody would think of listing among them. */
    @Test
    void everyClassFileOfTheRoomsCounts(@TempDir Path copy) throws IOException {
        try (ClassSource harness = ClassSource.open(OwnClasses.origin())) {
            for (String name : harness.names()) {
                if (OwnClasses.ROOMS.stream().anyMatch(name::startsWith)) {
                    Path file = copy.resolve(name + ".class");
                    Files.createDirectories(file.getParent());
                    Files.write(file, harness.bytes(name));
                }
            }
        }
        byte[] before = digest(copy);
        assertArrayEquals(OwnClasses.digest(), before);
        for (String name : new String[] {
            "lift/FullFences", "scenario/shape/Reach", "api/spi/PrivateMemory", "standin/IntOps", "standin/Added"
        }) {
            Path file = copy.resolve("org/shmstress/" + name + ".class");
            byte[] original = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            Files.write(file, Arrays.copyOf(original, original.length + 1));
            assertFalse(Arrays.equals(before, digest(copy)), name);
            Files.write(file, original);
        }
    }

    private static byte[] digest(Path classes) {
        try (ClassSource source = ClassSource.open(classes)) {
            return OwnClasses.digest(source);
        }
    }

    @Test
    void liftedCodeCallsTheHarnessInTheseRoomsOnly() throws Refusal {
        Set<String> named = new TreeSet<>();
        for (OutcomeTest test : ClassScanner.scanOutcomeTests(
                InProcess.scenario(PlainStoreBuffering.class).origin())) {
            try (ClassSource source = ClassSource.open(test.origin())) {
                if (test.refusal().isEmpty()) {
                    Lifter.rewrite(source, ShapeReader.read(source, Names.internal(test.testClass())))
                            .forEach((name, bytes) -> collect(bytes, named));
                    named.removeIf(source::has);
                }
            }
        }
        named.removeIf(name -> OwnClasses.ROOMS.stream().anyMatch(name::startsWith));
        assertEquals(Set.of(), named);
    }

    private static void collect(byte[] bytes, Set<String> named) {
        Remapper collector = new Remapper(org.objectweb.asm.Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                if (internalName.startsWith("org/shmstress/") && !internalName.endsWith(LiftedTest.SUFFIX)) {
                    named.add(internalName);
                }
                return internalName;
            }
        };
        new ClassReader(bytes).accept(new ClassRemapper(new ClassNode(), collector), 0);
    }
}
