package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {

    @TempDir
    Path directory;

    @Test
    void silenceMakesNoFile() throws Exception {
        WorkerLog log = logOf("");
        assertTrue(log.isEmpty());
        assertFalse(Files.exists(log.file()));
        assertEquals("", log.lastLine());
    }

    @Test
    void keepsEveryByteUpToTheBound() throws Exception {
        String text = "x".repeat(WorkerLog.MAX_BYTES);
        assertTrue(text.equals(contents(logOf(text))));
    }

    @Test
    void cutsAtTheBoundAndSaysSoOnce() throws Exception {
        String text = "x".repeat(WorkerLog.MAX_BYTES);
        assertTrue((text + "\n… truncated\n").equals(contents(logOf(text + "y".repeat(100_000)))));
    }

    @Test
    void tellsTheLastLineThatIsNotBlankEvenBeyondTheBound() throws Exception {
        assertEquals("last", logOf("first\nlast\n \n\n").lastLine());
        assertEquals(
                "last",
                logOf("x".repeat(WorkerLog.MAX_BYTES + 100_000) + "\nlast\n").lastLine());
        assertEquals("z".repeat(300) + "…", logOf("z".repeat(400)).lastLine());
    }

    @Test
    void keepsDrainingWhenItsFileCannotBeWritten() throws Exception {
        ByteArrayInputStream stderr =
                new ByteArrayInputStream("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        WorkerLog log = WorkerLog.start(directory.resolve("missing").resolve("w.log"), stderr);
        log.awaitEnd(Deadline.in(ForkFixture.LONG));
        assertEquals(0, stderr.available());
        assertTrue(log.lastLine().startsWith("the log could not be kept"), log.lastLine());
    }

    private WorkerLog logOf(String text) throws Exception {
        Path file = directory.resolve("w.log");
        Files.deleteIfExists(file);
        WorkerLog log = WorkerLog.start(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        log.awaitEnd(Deadline.in(ForkFixture.LONG));
        return log;
    }

    private static String contents(WorkerLog log) throws IOException {
        return Files.readString(log.file());
    }
}
