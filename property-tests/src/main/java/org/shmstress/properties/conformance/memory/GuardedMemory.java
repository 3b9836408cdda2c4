package org.shmstress.properties.conformance.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** The row about bindings that guard what they have mapped: java.lang.foreign, in a JVM of its own that runs a program from source. */
final class GuardedMemory {

    private static final String PROGRAM = "GuardedMemory.java.txt";
    private static final int FIRST_WITH_ARENAS = 22;
    private static final long BOUND_SECONDS = 60;

    private GuardedMemory() {}

    @Row(value = "MUNMAP-X05", needs = Capability.ARENAS)
    static void refusesAccessAfterUnmappingInsteadOfCrashing(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), Linux.PAGE), Linux.PAGE);
        c.a().has(mine, 0);
        c.same("what the reader got", "IllegalStateException", output(jvm(), c.real(c.file("x"))));
        c.a().has(mine, 0x5eed);
    }

    private static Jvm jvm() {
        return JvmProbe.installed().jvms().stream()
                .filter(jvm -> jvm.feature() >= FIRST_WITH_ARENAS)
                .findFirst()
                .orElseThrow(() -> new HarnessException("the JDK with arenas has gone"));
    }

    private static String output(Jvm jvm, String file) {
        List<String> command =
                List.of(jvm.java().toString(), "--source", Integer.toString(FIRST_WITH_ARENAS), "/dev/stdin", file);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream to = process.getOutputStream();
                    InputStream program = GuardedMemory.class.getResourceAsStream(PROGRAM)) {
                Objects.requireNonNull(program, PROGRAM).transferTo(to);
            }
            try {
                boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
                return !ended
                        ? "has not ended"
                        : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new HarnessException("cannot run a program on " + jvm.home(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while a program ran on " + jvm.home(), e);
        }
    }
}
