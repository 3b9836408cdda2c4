package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry.TrialFinished;

/** Scripts that somebody wrote, replayed by the assembled product. */
class ScriptIT {

    private static final String SCRIPT = """
            # the whole vocabulary between two processes
            0: shm-open alpha read-write+create+exclusive 0600 as a
            0: allocate a 0 8192
            0: mmap a 0 8192 read-write shared as m
            1: shm-open alpha read-only 0 as a
            1: mmap a 4096 4096 read shared as m
            0: write m 4104 int 0x77
            1: read m 8 int
            1: mmap a 0 4096 read-write shared as n
            1: protect m 0 4096 read-write
            1: mmap a 0 8192 read-write private as p
            1: write p 4104 int 0x99
            0: read m 4104 int
            1: advise p 4096 4096 dontneed
            1: read p 4104 int
            0: lock a description write
            1: lock a description read
            0: dup a as b
            0: unlink alpha
            0: memfd sealable as f
            0: size f 100
            0: seal f grow
            1: take f of 0 as f
            1: size f 101
            1: seals f
            1: sync m 0 4096
            0: unmap-part m 4096 4096
            0: read m 4096 long
            0: fill m 5996 0 0x11
            1: kill
            1: spawn
            1: open alpha as a
            """;

    @TempDir
    private Path directory;

    @Test
    void everyAnswerIsShownAndAgrees() throws Exception {
        Path file = Files.writeString(directory.resolve("my script.txt"), SCRIPT);
        Product product = new Product(directory);
        String jdk = System.getProperty("java.home");
        Started.Outcome outcome = product.run(
                "run",
                "--script",
                file.toString(),
                "--jdk",
                jdk,
                "--path",
                "unsafe",
                "--out",
                product.out().toString());
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(outcome.out().matches("(?s).*1: protect m 0 4096 read-write +failed EACCES\n.*"), outcome.out());
        assertTrue(outcome.out().contains("not-run the access leaves what is left of m"), outcome.out());
        TrialFinished trial = product.record().trialsOf("script/my-script.txt").get(0);
        assertTrue(trial.reason().endsWith(" steps were answered as allowed"), trial::reason);
    }
}
