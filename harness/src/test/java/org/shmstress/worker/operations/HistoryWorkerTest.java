package org.shmstress.worker.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.ObjectScanner;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.SegmentName;
import org.shmstress.segment.View;

/** Rounds of operations between two threads over one buffer; between processes they are tried with the bundled objects. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HistoryWorkerTest {

    private static final long DATA = HistoryLayout.controlBytes(2);
    private static final long OBJECT = DATA + HistoryLayout.logsBytes(2);

    private static final Path DIRECTORY = PrivateDirectory.of(SegmentName.of(77, 1));

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect((int) OBJECT + 4096).order(ByteOrder.nativeOrder());
    private final View view = new View(new BufferAccess(), memory, 0);
    private final AbortWord abort = new AbortWord(view.access(), memory, OBJECT + 2048);

    @ParameterizedTest
    @EnumSource(OperationRecording.class)
    void recordsWhatWasCalledAndHowItEnded(OperationRecording recording) {
        List<long[]> logs = rounds(Tally.class, recording, 1).get(0);
        Set<Long> sums = new TreeSet<>();
        for (int worker = 0; worker < 2; worker++) {
            long before = 0;
            for (int i = 0; i < HistoryLayout.LINES; i++) {
                long[] line = line(logs.get(worker), i);
                assertTrue(line[HistoryLayout.INVOKED] >= before, "went back in time");
                assertTrue(line[HistoryLayout.RESPONDED] >= line[HistoryLayout.INVOKED], "ended before it began");
                before = line[HistoryLayout.RESPONDED];
                checkLine(line, worker, sums);
            }
        }
        assertFalse(sums.isEmpty());
        assertEquals(sums.size(), sums.stream().mapToLong(Long::longValue).max().orElse(0) - Tally.START);
    }

    private static void checkLine(long[] line, int worker, Set<Long> sums) {
        int operation = (int) line[HistoryLayout.OPERATION] - 1;
        switch (names(Tally.class).get(operation)) {
            case "add" -> {
                assertEquals(HistoryLayout.RETURNED, line[HistoryLayout.OUTCOME]);
                assertTrue(sums.add(line[HistoryLayout.RESULT]), "two adds returned " + line[HistoryLayout.RESULT]);
            }
            case "fail" -> assertEquals(HistoryLayout.THREW, line[HistoryLayout.OUTCOME]);
            case "isMine" -> {
                assertEquals(worker, line[HistoryLayout.ARGUMENTS]);
                assertEquals(1, line[HistoryLayout.RESULT]);
            }
            case "echo" -> {
                long drawn = line[HistoryLayout.ARGUMENTS];
                assertTrue(drawn >= -2 && drawn <= 2, "drew " + drawn);
                assertEquals(
                        Double.doubleToRawLongBits(drawn + line[HistoryLayout.ARGUMENTS + 1]),
                        line[HistoryLayout.RESULT]);
            }
            case "opposite" -> assertEquals(1 - line[HistoryLayout.ARGUMENTS], line[HistoryLayout.RESULT]);
            default -> throw new AssertionError(operation);
        }
    }

    @Test
    void plansFollowFromTheSeedAlone() {
        List<List<long[]>> one = rounds(Tally.class, OperationRecording.LIGHT, 2);
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0);
        }
        List<List<long[]>> other = rounds(Tally.class, OperationRecording.FENCED, 2);
        for (int round = 0; round < 2; round++) {
            for (int worker = 0; worker < 2; worker++) {
                assertArrayEquals(
                        calls(one.get(round).get(worker)),
                        calls(other.get(round).get(worker)));
            }
        }
        assertFalse(Arrays.equals(calls(one.get(0).get(0)), calls(one.get(1).get(0))), "each round does the same");
        assertFalse(Arrays.equals(calls(one.get(0).get(0)), calls(one.get(0).get(1))), "each worker does the same");
    }

    @Test
    void undeclaredExceptionNamesClassMethodAndRemedy() {
        CompletableFuture<OperationReport> worker = start(TooSmall.class, OperationRecording.LIGHT, 0);
        CompletableFuture<OperationReport> other = start(TooSmall.class, OperationRecording.LIGHT, 1);
        evidence().releaseRound(1);
        ExecutionException e = assertThrows(ExecutionException.class, () -> {
            worker.get();
            other.get();
        });
        String text = String.valueOf(e.getCause().getMessage());
        assertTrue(text.contains("TooSmall.write threw") && text.contains("8 bytes"), text);
        assertEquals(AbortWord.BY_WORKER, abort.acquireReason());
    }

    @Test
    void constructorThatThrowsIsNamed() {
        CompletableFuture<OperationReport> worker = start(Unmade.class, OperationRecording.LIGHT, 0);
        evidence().releaseRound(1);
        ExecutionException e = assertThrows(ExecutionException.class, worker::get);
        String text = String.valueOf(e.getCause().getMessage());
        assertTrue(text.contains("Unmade: its constructor threw") && text.contains("not today"), text);
    }

    private List<List<long[]>> rounds(Class<?> type, OperationRecording recording, int rounds) {
        List<CompletableFuture<OperationReport>> running =
                List.of(start(type, recording, 0), start(type, recording, 1));
        List<List<long[]>> logs = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            evidence().releaseRound(round);
            while (evidence().acquireCompletedRounds() < round) {
                assertEquals(0, abort.acquireReason(), "a worker failed");
                LockSupport.parkNanos(100_000);
            }
            logs.add(List.of(evidence().log(0), evidence().log(1)));
        }
        evidence().releaseEnd();
        for (CompletableFuture<OperationReport> worker : running) {
            assertEquals((long) rounds * HistoryLayout.LINES, worker.join().operations());
        }
        return logs;
    }

    private static long[] line(long[] log, int index) {
        return Arrays.copyOfRange(log, index * HistoryLayout.LINE_WORDS, (index + 1) * HistoryLayout.LINE_WORDS);
    }

    /** Operations and arguments. */
    private static long[] calls(long[] log) {
        long[] calls = log.clone();
        for (int i = 0; i < calls.length; i++) {
            int word = i % HistoryLayout.LINE_WORDS;
            if (word != HistoryLayout.OPERATION && word < HistoryLayout.ARGUMENTS) {
                calls[i] = 0;
            }
        }
        return calls;
    }

    private HistoryEvidence evidence() {
        return new HistoryEvidence(view, 0, DATA, 2);
    }

    private CompletableFuture<OperationReport> start(Class<?> type, OperationRecording recording, int worker) {
        CompletableFuture<OperationReport> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(new HistoryWorker(view, view, abort, task(type, recording, worker)).run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static OperationTask task(Class<?> type, OperationRecording recording, int worker) {
        Scenario.ObjectTest test = scenario(type);
        Scenario.ObjectModel model = test.model().orElseThrow(() -> new AssertionError(test.refusal()));
        return new OperationTask(
                test.origin().toString(),
                "",
                test.objectClass(),
                worker,
                2,
                Schedule.FREE.name(),
                HistoryLayout.BURST,
                HistoryLayout.BURSTS,
                60_000,
                42,
                0,
                OBJECT,
                test.objectBytes(),
                DIRECTORY.toString(),
                DATA,
                false,
                -1,
                model.operations(),
                model.initialiser(),
                recording,
                0);
    }

    private static final Map<Class<?>, Scenario.ObjectTest> SCENARIOS = new ConcurrentHashMap<>();

    private static Scenario.ObjectTest scenario(Class<?> type) {
        return SCENARIOS.computeIfAbsent(type, HistoryWorkerTest::scanned);
    }

    private static Scenario.ObjectTest scanned(Class<?> type) {
        String origin = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return ObjectScanner.scan(java.nio.file.Path.of(origin), new Selection(List.of())).stream()
                .map(Scenario.ObjectTest.class::cast)
                .filter(test -> test.objectClass().equals(type.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Class<?> type) {
        return scenario(type).model().orElseThrow().operations().stream()
                .map(operation -> operation.name())
                .toList();
    }

    /** Each kind of parameter and result. */
    @SharedObject(title = "tally", bytes = 8)
    public static final class Tally {
        static final long START = 100;

        private final Slice slice;

        public Tally(Slice slice) {
            this.slice = slice;
        }

        @Initialise
        public void start() {
            slice.putLong(0, START);
        }

        @Operation(weight = 2)
        public long add() {
            return slice.getAndAddLong(0, 1) + 1;
        }

        @Operation
        public void fail() throws Trouble {
            throw new Trouble();
        }

        @Operation
        public boolean isMine(@Worker int worker, @Unique long item) {
            return item % 2 == worker;
        }

        @Operation
        public double echo(@Range(from = -2, to = 2) int number, boolean more) {
            return number + (more ? 1 : 0);
        }

        @Operation
        public Side opposite(Side side) {
            return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
        }

        /** Never asked here. */
        public static final class Model {
            public long add() {
                return 0;
            }

            public void fail() throws Trouble {
                throw new Trouble();
            }

            public boolean isMine(int worker, long item) {
                return true;
            }

            public double echo(int number, boolean more) {
                return number;
            }

            public Side opposite(Side side) {
                return side;
            }
        }
    }

    /** An enum. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** An outcome. */
    public static final class Trouble extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Needs 16 bytes. */
    @SharedObject(title = "too small", bytes = 8)
    public static final class TooSmall {
        private final Slice slice;

        public TooSmall(Slice slice) {
            this.slice = slice;
        }

        @Operation
        public void write() {
            slice.putLong(8, 1);
        }

        /** Does nothing. */
        public static final class Model {
            public void write() {}
        }
    }

    /** Cannot be made. */
    @SharedObject(title = "unmade", bytes = 8)
    public static final class Unmade {

        public Unmade(Slice slice) {
            throw new IllegalStateException("not today");
        }

        @Operation
        public void nothing() {}

        /** Does nothing. */
        public static final class Model {
            public void nothing() {}
        }
    }
}
