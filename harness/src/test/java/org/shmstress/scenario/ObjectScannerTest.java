package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.api.Fault;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.scenario.Scenario.ObjectTest;
import org.shmstress.segment.AccessPath;

final class ObjectScannerTest {

    private static boolean loaded;

    @Test
    void readsTheAnnotationWithItsDefaults() {
        ObjectTest test = scanned("Plain");
        assertEquals("org.shmstress.scenario.ObjectScannerTest/Plain", test.id());
        assertEquals("a lock", test.title());
        assertEquals("", test.description());
        assertEquals(12, test.objectBytes());
        assertEquals(2, test.workers());
        assertFalse(test.hasFaults());
        assertEquals(Optional.empty(), test.refusal());
        assertEquals(ObjectScannerTest.Plain.class.getName(), test.objectClass());
    }

    @Test
    void readsWhatTheAuthorChanged() {
        ObjectTest test = scanned("Changed");
        assertEquals("sentences", test.description());
        assertEquals(3, test.workers());
        assertEquals(Set.of(Fault.KILL, Fault.STOP), test.faults());
    }

    @Test
    void mutantIsNamedByItsDefect() {
        ObjectTest test = scanned("Mutant");
        assertEquals("defects/D-999", test.id());
        assertTrue(test.isMutant());
    }

    @Test
    void controlsThatAnObjectStandsForAreItsTags() {
        assertEquals(Set.of("C-998", "C-999"), scanned("Changed").tags());
        assertEquals(Set.of(), scanned("Plain").tags());
    }

    @Test
    void pathsAreThoseThatHaveAllModesUsedByTheObjectItsAncestorsAndHelpers() {
        assertEquals(Set.of(AccessPath.values()), scanned("Plain").paths());
        assertEquals(
                Set.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM),
                scanned("Changed").paths());
        assertEquals(
                Set.of(AccessPath.UNSAFE, AccessPath.FFM), scanned("Mutant").paths());
    }

    @Test
    void loadsNoClass() {
        scanned("Changed");
        assertFalse(loaded);
    }

    @Test
    void refusesWithTheReason() {
        assertRefused("NoSlice", "public constructor that takes one Slice");
        assertRefused("NoLock", "implement SharedLock");
        assertRefused("NoRoom", "bytes is 0");
        assertRefused("Alone", "workers is 1");
        assertRefused("Hidden", "must be public");
        assertRefused("Unfinished", "not abstract");
        assertRefused("Unreadable", "deviationIs is no regular expression: Unclosed group at character 5");
    }

    private static void assertRefused(String name, String why) {
        ObjectTest test = scanned(name);
        assertTrue(test.refusal().orElseThrow().contains(why), test.refusal().orElseThrow());
        assertTrue(test.refusal().orElseThrow().contains("ObjectScannerTest$" + name));
        assertEquals(Set.of(), test.paths());
    }

    private static ObjectTest scanned(String name) {
        return ObjectScanner.scan(testClasses(), new Selection(List.of())).stream()
                .map(ObjectTest.class::cast)
                .filter(test -> test.objectClass().equals("org.shmstress.scenario.ObjectScannerTest$" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Path testClasses() {
        try {
            return Path.of(ObjectScannerTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Plain access only. */
    @SharedObject(title = "a lock", bytes = 12)
    public static class Plain implements SharedLock {
        final Slice slice;

        public Plain(Slice slice) {
            this.slice = slice;
        }

        @Override
        public void lock(int process) {
            slice.putInt(0, process);
        }

        @Override
        public void unlock(int process) {}
    }

    /** Its deviation cannot be read. */
    @SharedObject(title = "a lock", bytes = 12, deviation = "known", deviationIs = "(two")
    public static final class Unreadable extends Plain {
        public Unreadable(Slice slice) {
            super(slice);
        }
    }

    /** Ordered access in a helper. */
    @SharedObject(
            title = "changed",
            description = "sentences",
            bytes = 8,
            workers = 3,
            faults = {Fault.KILL, Fault.STOP},
            control = {"C-998", "C-999"})
    public static final class Changed extends Plain {
        static {
            loaded = true;
        }

        public Changed(Slice slice) {
            super(slice);
        }

        @Override
        public void unlock(int process) {
            Helper.release(slice);
        }
    }

    static final class Helper {
        static void release(Slice slice) {
            slice.putIntRelease(0, 0);
        }
    }

    /** Ordered access of bytes. */
    @SharedObject(title = "mutant", bytes = 8, defect = "D-999")
    public static final class Mutant extends Plain {
        public Mutant(Slice slice) {
            super(slice);
        }

        @Override
        public void unlock(int process) {
            slice.putByteRelease(0, (byte) 0);
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class NoSlice extends Plain {
        public NoSlice() {
            super(Slice.of(8));
        }
    }

    @SharedObject(title = "", bytes = 8)
    public static final class NoLock {
        public NoLock(Slice slice) {}
    }

    @SharedObject(title = "", bytes = 0)
    public static final class NoRoom extends Plain {
        public NoRoom(Slice slice) {
            super(slice);
        }
    }

    @SharedObject(title = "", bytes = 8, workers = 1)
    public static final class Alone extends Plain {
        public Alone(Slice slice) {
            super(slice);
        }
    }

    @SharedObject(title = "", bytes = 8)
    static final class Hidden extends Plain {
        public Hidden(Slice slice) {
            super(slice);
        }
    }

    @SharedObject(title = "", bytes = 8)
    public abstract static class Unfinished extends Plain {
        public Unfinished(Slice slice) {
            super(slice);
        }
    }
}
