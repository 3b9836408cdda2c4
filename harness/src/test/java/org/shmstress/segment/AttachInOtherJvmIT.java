package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every access path from another process, on every JDK there is. */
final class AttachInOtherJvmIT {

    @TempDir
    Path directory;

    static Stream<Arguments> jdksAndPaths() {
        List<Arguments> all = new ArrayList<>();
        for (Path home : OtherJvm.homes()) {
            Stream.of(AccessPath.values())
                    .filter(path -> path.isOn(OtherJvm.feature(home)))
                    .forEach(path -> all.add(Arguments.of(home, path)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("jdksAndPaths")
    void sharesBytesAndLoadsJnaOnlyWhereItIsThePath(Path home, AccessPath path) throws Exception {
        Scratch scratch = new Scratch(directory);
        try (Segment segment = scratch.create()) {
            Path log = attachElsewhere(home, path, segment, scratch.runId);
            assertEquals(ControlLine.State.DONE, segment.acquireState(0), Files.readString(log));
            assertEquals(42, readLong(segment, 0));
            assertEquals(0x1122334455667788L, readLong(segment, 61));
            byte[] text = new byte[6];
            long at = segment.layout().slotsOffset() + 8;
            segment.read(view -> {
                view.access().copyTo(view.region(), view.at(at), text, 0, 6);
                return text;
            });
            assertEquals("shared", new String(text, StandardCharsets.US_ASCII));
            assertEquals(path == AccessPath.JNA, loads(log, "com.sun.jna."));
            assertTrue(loads(log, "org.shmstress.segment.Mapping"), "the log lists classes at all");
        }
    }

    private Path attachElsewhere(Path home, AccessPath path, Segment segment, long runId) throws Exception {
        Path log = directory.resolve("log");
        Process process = OtherJvm.command(
                        home,
                        List.of("-verbose:class"),
                        AttachMain.class,
                        segment.path().toString(),
                        Long.toString(segment.sizeBytes()),
                        Long.toString(segment.inode()),
                        Long.toString(runId),
                        path.name())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the attaching JVM did not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
            return log;
        } finally {
            process.destroyForcibly();
        }
    }

    private static long readLong(Segment segment, int offset) {
        long at = segment.layout().slotsOffset() + offset;
        return segment.read(view -> view.access().getLong(view.region(), view.at(at)));
    }

    private static boolean loads(Path log, String name) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains("] " + name));
        }
    }
}
