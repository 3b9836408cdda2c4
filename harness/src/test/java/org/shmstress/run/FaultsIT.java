package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.observation.Observation;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RecordReader;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import org.shmstress.verdict.Grade;

/** What befalls workers in the middle of an object, and objects that are not fit to be tried. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class FaultsIT {

    @TempDir
    private Path directory;

    @Test
    void whoTakesARobustLockAfterItsOwnersDeathIsToldOnce() {
        List<TrialFinished> trials = run("Robust", 2);
        for (TrialFinished trial : trials) {
            assertEquals(Grade.PASSED, trial.grade(), trial.reason());
            List<String> faults = histories(trial).faults();
            assertFalse(faults.isEmpty());
            for (String fault : faults) {
                assertTrue(!fault.contains("at step the section") || fault.endsWith("told of it: 1"), fault);
            }
        }
    }

    @Test
    void aLockThatForgetsItsDeadOwnerIsFoundStandingStill() {
        TrialFinished trial = run("Forgetful", 1).get(0);
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
    }

    @Test
    void theKernelFindsNothingOfAnOwnerThatUnmapped() {
        TrialFinished trial = run("UnmappedRobust", 1).get(0);
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        assertTrue(histories(trial).faults().get(0).contains("after it unmapped the object"), trial.reason());
    }

    @Test
    void whoWasStoppedGoesOnWhereItWas() {
        TrialFinished trial = run("Counted", 1).get(0);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertTrue(
                histories(trial).faults().stream().allMatch(fault -> fault.startsWith("stop of worker")),
                histories(trial).faults().toString());
    }

    @Test
    void eachRoundHasAnEmptyDirectoryAndNoneIsLeft() throws IOException {
        TrialFinished trial = run("Creations", 1).get(0);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertTrue(histories(trial).rounds() > 1);
        String mine = "-" + ProcessHandle.current().pid() + "-";
        try (var names = Files.list(Path.of("/dev/shm"))) {
            assertFalse(names.anyMatch(
                    name -> name.toString().contains(mine) && name.toString().endsWith(".files")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThrowsInConstructor: its constructor threw",
                "TooLarge.write threw",
                "ThrowsInitialising: its prepare threw"
            })
    void anUnfitObjectIsNamedWithTheRemedyAndTheRestGoesOn(String words) {
        String unfit = words.substring(0, words.indexOf(words.contains(":") ? ':' : '.'));
        List<TrialFinished> trials = run(List.of(id(unfit), id("Counted")), 1);
        TrialFinished broken = trials.stream()
                .filter(t -> t.scenario().equals(id(unfit)))
                .findFirst()
                .orElseThrow();
        assertEquals(Grade.BROKEN, broken.grade(), broken.reason());
        assertTrue(broken.reason().contains(words), broken.reason());
        assertTrue(broken.reason().contains("8 bytes") || broken.reason().contains("8 zeroed bytes"), broken.reason());
        assertTrue(trials.stream().anyMatch(t -> t.scenario().equals(id("Counted")) && t.grade() == Grade.PASSED));
    }

    private static Observation.Histories histories(TrialFinished trial) {
        if (trial.observation().value() instanceof Observation.Histories histories) {
            return histories;
        }
        throw new AssertionError(trial.reason());
    }

    private static String id(String simpleName) {
        return "org.shmstress.run.FaultsIT/" + simpleName;
    }

    private List<TrialFinished> run(String simpleName, int times) {
        return run(List.of(id(simpleName)), times);
    }

    private List<TrialFinished> run(List<String> ids, int times) {
        Path out = directory.resolve("run");
        PlanOptions plan =
                new PlanOptions(Profile.QUICK, Optional.of(Duration.ofSeconds(30)), times, 1, Mode.PROCESSES);
        Path origin;
        try {
            origin = Path.of(FaultsIT.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
        RunOptions options = new RunOptions(
                plan,
                new Selection(ids),
                Optional.empty(),
                false,
                List.of(origin),
                List.of(Path.of(System.getProperty("java.home"))),
                Optional.of(out),
                1,
                false,
                List.of());
        try (Interruption interruption = Interruption.watch()) {
            Run.execute(options, entry -> {}, interruption);
        }
        return ids.stream()
                .flatMap(id -> RecordReader.read(out).trialsOf(id).stream())
                .toList();
    }

    /** The C library's. */
    @SharedObject(
            title = "robust",
            bytes = 64,
            faults = {Fault.KILL, Fault.THREAD_END})
    public static class Robust implements SharedLock {
        private final long address;

        public Robust(Slice bytes) {
            this.address = bytes.virtualAddress();
        }

        @Override
        public void initialise() {
            PthreadMutex.initialise(address, PthreadMutex.Type.NORMAL, true);
        }

        @Override
        public void lock(int process) throws OwnerDiedException {
            if (PthreadMutex.lock(address) == Errno.EOWNERDEAD) {
                throw new OwnerDiedException();
            }
        }

        @Override
        public void unlock(int process) {
            PthreadMutex.unlock(address);
        }

        @Override
        public void recover(int process) {
            PthreadMutex.consistent(address);
        }
    }

    /** The same, not mapped any more where its owner dies. */
    @SharedObject(title = "unmapped", bytes = 64, faults = Fault.UNMAP)
    public static final class UnmappedRobust extends Robust {
        public UnmappedRobust(Slice bytes) {
            super(bytes);
        }
    }

    /** Nobody knows who owns it. */
    @SharedObject(title = "forgetful", bytes = 4, faults = Fault.KILL)
    public static final class Forgetful extends TestAndSet {
        public Forgetful(Slice word) {
            super(word);
        }
    }

    /** Increments. */
    @SharedObject(title = "counted", bytes = 8, faults = Fault.STOP)
    public static final class Counted {
        private final Slice value;

        public Counted(Slice value) {
            this.value = value;
        }

        @Operation
        public long increment() {
            return value.getAndAddLong(0, 1) + 1;
        }

        /** Increments one after the other. */
        public static final class Model {
            private long value;

            public long increment() {
                return ++value;
            }
        }
    }

    /** Creates one file after the other. */
    @SharedObject(title = "files", bytes = 8)
    public static final class Creations {
        private final Path directory;

        public Creations(Slice unused, Path directory) {
            this.directory = directory;
        }

        @Operation
        public long create() {
            try {
                for (long n = 1; ; n++) {
                    if (directory.resolve(Long.toString(n)).toFile().createNewFile()) {
                        return n;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Counts. */
        public static final class Model {
            private long files;

            public long create() {
                return ++files;
            }
        }
    }

    /** Throws where it attaches. */
    @SharedObject(title = "throws in its constructor", bytes = 8)
    public static final class ThrowsInConstructor {
        public ThrowsInConstructor(Slice bytes) {
            throw new IllegalStateException("not today, with " + bytes.size());
        }

        @Operation
        public void write() {}

        /** Nothing. */
        public static final class Model {
            public void write() {}
        }
    }

    /** Throws where it makes its bytes ready. */
    @SharedObject(title = "throws in its initialiser", bytes = 8)
    public static final class ThrowsInitialising {
        public ThrowsInitialising(Slice bytes) {}

        @org.shmstress.api.Initialise
        public void prepare() {
            throw new IllegalStateException("not today");
        }

        @Operation
        public void write() {}

        /** Nothing. */
        public static final class Model {
            public void write() {}
        }
    }

    /** Has eight bytes and wants the ninth. */
    @SharedObject(title = "too large", bytes = 8)
    public static final class TooLarge {
        private final Slice bytes;

        public TooLarge(Slice bytes) {
            this.bytes = bytes;
        }

        @Operation
        public void write() {
            bytes.putLong(8, 1);
        }

        /** Nothing. */
        public static final class Model {
            public void write() {}
        }
    }
}
