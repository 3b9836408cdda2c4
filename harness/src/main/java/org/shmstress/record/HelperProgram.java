package org.shmstress.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that are asked for a fact. */
final class HelperProgram {
    private static final long TIMEOUT_SECONDS = 5;

    private HelperProgram() {}

    /** What it says in a few lines; empty if it is not there, fails, says nothing or does not end. */
    static Optional<String> answer(List<String> command) {
        try {
            Process program = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                program.getOutputStream().close();
                if (program.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && program.exitValue() == 0) {
                    return Optional.of(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .map(String::strip)
                            .filter(said -> !said.isEmpty());
                }
                return Optional.empty();
            } finally {
                program.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty(); // a fact left out
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
