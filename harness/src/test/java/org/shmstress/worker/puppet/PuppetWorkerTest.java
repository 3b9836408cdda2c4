package org.shmstress.worker.puppet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.SharedMemory;
import org.shmstress.script.Action;
import org.shmstress.script.Answer;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;
import org.shmstress.segment.AccessPath;

/** Two puppets in this process, so that one can look at what the other did. */
class PuppetWorkerTest {

    private static final String NAME =
            "/shmstress-puppet-test-" + ProcessHandle.current().pid();

    private final PuppetWorker one = new PuppetWorker(AccessPath.BYTE_BUFFER);
    private final PuppetWorker other = new PuppetWorker(AccessPath.JNA);

    @AfterEach
    void leaveNothing() throws IOException {
        one.perform(Order.reset().text());
        other.perform(Order.reset().text());
        Files.deleteIfExists(SharedMemory.path(NAME));
    }

    @Test
    void whatOneWritesTheOtherReads() {
        share(8192);
        assertOk(one, "write m 4094 int 0x11223344");
        assertEquals(new Answer.Value(0x1122), perform(other, "read m 4096 short"));
        assertOk(other, "fill m 0 4096 0x7f");
        assertEquals(new Answer.Value(0x7f), perform(one, "read m 4095 byte"));
        assertEquals(perform(one, "sum m 0 8192"), perform(other, "sum m 0 8192"));
    }

    @Test
    void theWholeLastPageOfAMappingCanBeReached() {
        share(5000);
        assertOk(one, "write m 8184 long 0x5");
        assertEquals(new Answer.Value(5), perform(other, "read m 8184 long"));
    }

    @Test
    void failedCallsAnswerTheirErrno() {
        assertEquals(new Answer.Failed("ENOENT"), perform(one, "open " + NAME + " as a"));
        assertEquals(new Answer.Failed("EBADF"), perform(one, "size a 5"));
        share(4096);
        assertEquals(new Answer.Failed("EEXIST"), perform(one, "create " + NAME + " as b"));
        assertEquals(new Answer.Failed("EINVAL"), perform(one, "map a 0 as n"));
    }

    @Test
    void aClosedHandleNeverReachesAnotherDescriptor() throws IOException {
        share(4096);
        assertOk(one, "close a");
        Path file = Files.createTempFile("shmstress-puppet", "");
        try (var reusesTheNumber = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            assertEquals(new Answer.Failed("EBADF"), perform(one, "size a 77"));
            assertEquals(0, reusesTheNumber.size());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void statusTellsSizeAndLinks() {
        share(4096);
        Answer.Status mine = assertInstanceOf(Answer.Status.class, perform(one, "stat a"));
        Answer.Status theirs = assertInstanceOf(Answer.Status.class, perform(other, "stat a"));
        assertEquals(mine, theirs);
        assertEquals(4096, mine.sizeBytes());
        assertOk(other, "unlink " + NAME);
        assertEquals(new Answer.Status(4096, mine.identity(), 0), perform(one, "stat a"));
    }

    @Test
    void privateWritesStayWithTheirMapping() {
        share(4096);
        assertOk(one, "mmap a 0 4096 read-write private as p");
        assertOk(one, "write p 8 int 0x7");
        assertEquals(new Answer.Value(0), perform(other, "read m 8 int"));
        assertOk(one, "advise p 0 4096 dontneed");
        assertEquals(new Answer.Value(0), perform(one, "read p 8 int"));
    }

    @Test
    void pagesThatWereUnmappedAreNeverTouchedAgain() throws IOException {
        long page = PageSize.bytes();
        share(3 * page);
        assertOk(one, "unmap-part m " + page + " " + page);
        assertInstanceOf(Answer.NotRun.class, perform(one, "read m " + page + " byte"));
        assertInstanceOf(Answer.NotRun.class, perform(one, "sync m 0 " + 2 * page));
        assertOk(one, "write m " + 2 * page + " int 0x5");
        assertEquals(new Answer.Value(5), perform(other, "read m " + 2 * page + " int"));
        assertOk(one, "unmap m");
        assertOk(other, "unmap m");
        assertTrue(Files.readAllLines(Path.of("/proc/self/maps")).stream().noneMatch(line -> line.contains(NAME)));
    }

    @Test
    void callsOnPagesReachTheKernel() {
        share(4096);
        assertEquals(new Answer.Failed("EINVAL"), perform(one, "protect m 8 16 read"));
        assertOk(one, "protect m 0 4096 read");
        assertEquals(new Answer.Value(0), perform(one, "read m 0 long"));
        assertOk(one, "sync m 0 4096");
        assertOk(one, "advise m 0 4096 willneed");
    }

    @Test
    void sealsAndModesAreTheKernelsOwn() {
        assertOk(one, "memfd sealable as f");
        assertOk(one, "allocate f 0 4096");
        assertOk(one, "seal f grow+shrink");
        assertEquals(new Answer.Value(6), perform(one, "seals f"));
        assertEquals(new Answer.Failed("EPERM"), perform(one, "size f 4097"));
        assertOk(one, "chmod f 0640");
        assertEquals(new Answer.Value(0640), perform(one, "mode f"));
        assertOk(one, "dup f as g");
        assertOk(one, "close f");
        assertEquals(new Answer.Value(6), perform(one, "seals g"));
    }

    @Test
    void aDescriptorIsTakenByProcessAndNumber() {
        assertOk(one, "memfd plain as f");
        assertOk(one, "size f 77");
        Answer.Value number = assertInstanceOf(Answer.Value.class, perform(one, "number f"));
        assertOk(
                other,
                "take n" + number.value() + " of " + ProcessHandle.current().pid() + " as g");
        assertEquals(
                77,
                assertInstanceOf(Answer.Status.class, perform(other, "stat g")).sizeBytes());
    }

    @Test
    void locksOfDescriptionsExcludeEachOtherEvenInOneProcess() {
        share(4096);
        assertOk(one, "lock a description write");
        assertEquals(new Answer.Failed("EAGAIN"), perform(other, "lock a description read"));
        assertOk(one, "lock a description none");
        assertOk(other, "lock a description read");
    }

    @Test
    void trafficCountsExactlyWhatItAdds() {
        share(4096);
        assertOk(one, "write m 8 long 100");
        assertOk(one, "start t on m 8");
        Answer.Count awaited = assertInstanceOf(Answer.Count.class, perform(one, "await t 1000"));
        Answer.Count stopped = assertInstanceOf(Answer.Count.class, perform(one, "stop t"));
        assertTrue(awaited.increments() >= 1000 && awaited.increments() <= stopped.increments());
        assertEquals(new Answer.Value(100 + stopped.increments()), perform(other, "read m 8 long"));
    }

    @Test
    void trafficWithoutAtomicAccessSaysSo() {
        share(4096);
        assertOk(other, "start t on m 8");
        assertInstanceOf(Answer.Threw.class, perform(other, "await t 1"));
        assertInstanceOf(Answer.Threw.class, perform(other, "stop t"));
    }

    @Test
    void resetLetsGoOfEverything() throws IOException {
        share(4096);
        assertOk(one, "start t on m 8");
        assertOk(one, "unlink " + NAME);
        assertEquals(new Answer.Ok(), answer(one.perform(Order.reset().text())));
        assertEquals(new Answer.Ok(), answer(other.perform(Order.reset().text())));
        assertTrue(Files.readAllLines(Path.of("/proc/self/maps")).stream().noneMatch(line -> line.contains(NAME)));
        assertEquals(new Answer.NotRun("m is not mapped"), perform(one, "read m 0 long"));
    }

    @Test
    void aStepBeginsAtTheInstantItWasToldTo() {
        long at = System.nanoTime() + 20_000_000;
        Performance done =
                Performance.parse(one.perform(Order.at(at, new Action.Free()).text()));
        assertTrue(done.startNanos() >= at);
        assertTrue(done.endNanos() >= done.startNanos());
    }

    private void share(long sizeBytes) {
        assertOk(one, "create " + NAME + " as a");
        assertOk(one, "size a " + sizeBytes);
        assertOk(one, "map a " + sizeBytes + " as m");
        assertOk(other, "open " + NAME + " as a");
        assertOk(other, "map a " + sizeBytes + " as m");
    }

    private static void assertOk(PuppetWorker puppet, String action) {
        assertEquals(new Answer.Ok(), perform(puppet, action), action);
    }

    private static Answer perform(PuppetWorker puppet, String action) {
        return answer(puppet.perform(Order.now(Action.parse(action)).text()));
    }

    private static Answer answer(String performance) {
        return Performance.parse(performance).answer();
    }
}
