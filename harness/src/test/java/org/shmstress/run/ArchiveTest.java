package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    @Test
    void theCommandThatRepeatsATrialCanBeTypedAsItStands() {
        assertEquals(
                "./shmstress repeat results/r1 t0007 --test-classpath a.jar --test-classpath '/home/ana/it'\\''s mine'",
                Archive.repeatCommand(
                        new RunDirectory(Path.of("results/r1").toAbsolutePath()),
                        "t0007",
                        List.of(Path.of("a.jar"), Path.of("/home/ana/it's mine"))));
        assertEquals(
                "./shmstress repeat '/tmp/two words' t1",
                Archive.repeatCommand(new RunDirectory(Path.of("/tmp/two words")), "t1", List.of()));
    }
}
