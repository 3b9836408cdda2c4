package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.fork.ForkFixture.LONG;
import static org.shmstress.fork.ForkFixture.perform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Failed;
import org.shmstress.protocol.Message.Perform;

class WorkerProcessIT {

    @TempDir
    Path directory;

    private ForkFixture fixture;
    private WorkerProcess worker;

    @BeforeEach
    void start() throws IOException {
        fixture = new ForkFixture(directory, 0);
        worker = fixture.pool.lease(ForkFixture.specs(1)).workers().get(0);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void saysHelloWithItsPidItsCommandThreadAndItsVersion() {
        assertEquals(worker.pid(), worker.hello().pid());
        assertTrue(Files.exists(
                Path.of("/proc/" + worker.pid() + "/task/" + worker.hello().threadId())));
        assertEquals(System.getProperty("java.runtime.version"), worker.hello().javaVersion());
        assertEquals("byte-buffer", worker.hello().accessPath());
        assertTrue(worker.startMillis() > 0);
    }

    @Test
    void aCrashLeavesItsFileAndNoCore() throws IOException {
        WorkerExit exit = lost("crash");
        assertEquals(How.CRASHED, exit.how());
        assertEquals(134, exit.code());
        assertTrue(exit.detail().startsWith("crashed: SIGSEGV"), exit.detail());
        assertTrue(Files.exists(directory.resolve(exit.crashFile().orElseThrow())));
        try (Stream<Path> files = Files.list(fixture.host.workersDirectory())) {
            assertEquals(
                    List.of(),
                    files.filter(f -> f.getFileName().toString().startsWith("core"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void anExitThatNobodyAskedForIsOne(int code) {
        WorkerExit exit = lost("exit " + code);
        assertEquals(How.EXITED, exit.how());
        assertEquals(code, exit.code());
    }

    @Test
    void aKillByOthersIsACrash() {
        worker.send(new Perform("spin"));
        ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
        WorkerExit exit = died(worker.await(Deadline.in(LONG)));
        assertEquals(How.CRASHED, exit.how());
        assertEquals("died by SIGKILL (9)", exit.detail());
    }

    @Test
    void aKillOnPurposeSaysWhy() {
        worker.send(new Perform("spin"));
        worker.kill("was killed inside its critical section");
        WorkerExit exit = died(worker.await(Deadline.in(LONG)));
        assertEquals(How.KILLED_ON_PURPOSE, exit.how());
        assertEquals("was killed inside its critical section", exit.detail());
    }

    @Test
    void aKillReachesAStoppedWorker() {
        worker.stop();
        worker.send(new Perform("echo"));
        worker.kill("was killed while stopped");
        assertEquals(
                How.KILLED_ON_PURPOSE, died(worker.await(Deadline.in(LONG))).how());
    }

    @Test
    void aStoppedWorkerAnswersOnceItGoesOn() throws IOException {
        worker.stop();
        ForkFixture.eventually("stopped", () -> state() == 'T');
        worker.send(new Perform("echo"));
        assertEquals(new Response.Silent(), worker.await(Deadline.in(Duration.ofMillis(100))));
        worker.cont();
        assertEquals(new Response.Replied(new Message.Performed("echo")), worker.await(Deadline.in(LONG)));
    }

    @Test
    void aWorkerThatDoesNotAnswerIsDumpedAndCalledHung() throws IOException {
        WorkerLostException e =
                assertThrows(WorkerLostException.class, () -> worker.call(new Perform("spin"), Duration.ofSeconds(2)));
        assertEquals(How.HUNG, e.exit().how());
        assertEquals("did not answer Perform within 2 s", e.exit().detail());
        String log = fixture.log(worker);
        assertTrue(log.contains("Full thread dump"), log);
        assertTrue(log.contains("HostileWorker.spin"), log);
    }

    @Test
    void printingOnStandardOutputReachesTheLogAndNotTheFrames() throws IOException {
        assertEquals("print", perform(worker, "print garbage"));
        assertEquals("echo", perform(worker, "echo"));
        fixture.close();
        String log = fixture.log(worker);
        for (String way : List.of("System.out", "descriptor", "child")) {
            assertTrue(log.contains("garbage by " + way), log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow StackOverflowError", "exhaust OutOfMemoryError", "nothing NullPointerException"})
    void anErrorInACommandIsAnAnswerAndNotAnEnd(String stepAndError) {
        String[] words = stepAndError.split(" ");
        Failed failed = (Failed) worker.call(new Perform(words[0]), LONG);
        assertEquals("Perform", failed.what());
        assertEquals("java.lang." + words[1], failed.exception());
        assertFalse(failed.stack().isEmpty());
        assertEquals("echo", perform(worker, "echo"));
    }

    @Test
    void aFailedCommandTellsWhatFailedWhereAndHow() {
        CommandFailedException e = assertThrows(CommandFailedException.class, () -> perform(worker, "dance"));
        assertEquals(
                "Perform failed on " + worker.describe() + ": java.lang.IllegalArgumentException: no such step: dance",
                e.getMessage());
    }

    @Test
    void aTalkativeWorkerFillsNoDiskAndIsNotHeldUp() throws IOException {
        assertEquals("chatter", perform(worker, "chatter 3000000"));
        fixture.close();
        byte[] log = Files.readAllBytes(fixture.host.logFile(worker.pid()));
        String end = "\n… truncated\n";
        assertEquals(WorkerLog.MAX_BYTES + end.getBytes(StandardCharsets.UTF_8).length, log.length);
        assertTrue(new String(log, StandardCharsets.UTF_8).endsWith(end));
    }

    @Test
    void theKeyboardInterruptIsForTheParentAlone() throws IOException {
        Processes.run(List.of("/bin/sh", "-c", "kill -INT " + worker.pid() + "; kill -HUP " + worker.pid()), LONG);
        assertEquals("echo", perform(worker, "echo"));
    }

    @Test
    void aSecondCommandBeforeTheFirstReplyIsRefused() {
        worker.send(new Perform("spin"));
        assertThrows(IllegalStateException.class, () -> worker.send(new Perform("echo")));
    }

    @Test
    void aDeadWorkerStaysDead() {
        WorkerExit exit = lost("exit 3");
        assertEquals(new Response.Died(exit), worker.await(Deadline.in(LONG)));
        assertEquals(exit, worker.exit().orElseThrow());
    }

    private WorkerExit lost(String step) {
        return assertThrows(WorkerLostException.class, () -> worker.call(new Perform(step), LONG))
                .exit();
    }

    private static WorkerExit died(Response response) {
        return ((Response.Died) response).exit();
    }

    private char state() {
        try {
            String stat = Files.readString(Path.of("/proc/" + worker.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
