package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Perform;

class TeamIT {

    @TempDir
    Path directory;

    private final AtomicInteger aborts = new AtomicInteger();
    private ForkFixture fixture;
    private List<WorkerProcess> workers;
    private Path abortFile;

    @BeforeEach
    void start() throws IOException {
        fixture = new ForkFixture(directory, 0);
        workers = fixture.pool.lease(ForkFixture.specs(3)).workers();
        abortFile = directory.resolve("abort");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void gathersAllRepliesInOrder() {
        Team.Result result = run(Duration.ofSeconds(60), "echo", "print x", "echo");
        List<Message.Reply> expected = Stream.of("echo", "print", "echo")
                .<Message.Reply>map(Message.Performed::new)
                .toList();
        assertEquals(Optional.of(expected), result.replies());
        assertEquals(Optional.empty(), result.stall());
        assertEquals(0, aborts.get());
    }

    @Test
    void freesTheSurvivorsOfACrash() {
        Team.Result result = run(Duration.ofHours(1), "await " + abortFile, "crash", "await " + abortFile);
        assertEquals(How.CRASHED, died(result, 1));
        assertInstanceOf(Response.Replied.class, result.responses().get(0));
        assertInstanceOf(Response.Replied.class, result.responses().get(2));
        assertEquals(Optional.empty(), result.replies());
        assertEquals(1, aborts.get());
    }

    @Test
    void freesTheOthersWhenOneCommandFails() {
        Team.Result result = run(Duration.ofHours(1), "dance", "await " + abortFile, "dance");
        assertEquals(Optional.empty(), result.replies());
        assertInstanceOf(Response.Replied.class, result.responses().get(1));
        assertEquals(1, aborts.get());
    }

    @Test
    void goesOnWhenAWorkerIsKilledOnPurpose() throws IOException {
        workers.get(1).kill("was killed as planned");
        Team.Result result = run(Duration.ofSeconds(60), "echo", "spin", "echo");
        assertEquals(How.KILLED_ON_PURPOSE, died(result, 1));
        assertEquals(0, aborts.get());
    }

    @Test
    void provesAStallFreesWhoCanBeFreedAndEndsTheRest() throws IOException {
        Team.Result result = run(Duration.ofMillis(1), "await " + abortFile, "spin", "echo");
        assertEquals(Optional.of("made no progress for 1 s after its 1 ms were over"), result.stall());
        assertInstanceOf(Response.Replied.class, result.responses().get(0));
        assertEquals(How.HUNG, died(result, 1));
        assertInstanceOf(Response.Replied.class, result.responses().get(2));
        assertEquals(1, aborts.get());
        assertTrue(fixture.log(workers.get(1)).contains("HostileWorker.spin"));
        assertTrue(fixture.log(workers.get(0)).contains("HostileWorker.await"));
    }

    @Test
    void endsASurvivorThatDoesNotGiveUp() {
        Team.Result result = run(Duration.ofHours(1), "crash", "spin", "await " + abortFile);
        assertEquals(How.CRASHED, died(result, 0));
        assertEquals(How.HUNG, died(result, 1));
        assertInstanceOf(Response.Replied.class, result.responses().get(2));
        assertEquals(Optional.empty(), result.stall());
    }

    private Team.Result run(Duration budget, String... steps) {
        Watchdog watchdog = new Watchdog(budget, Duration.ofSeconds(1), Duration.ofMinutes(2), i -> 0);
        return new Team(workers, this::abort)
                .run(Stream.of(steps).map(Perform::new).toList(), watchdog);
    }

    private void abort() {
        aborts.incrementAndGet();
        try {
            Files.createFile(abortFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static How died(Team.Result result, int worker) {
        return assertInstanceOf(Response.Died.class, result.responses().get(worker))
                .exit()
                .how();
    }
}
