package org.shmstress.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that waits until its standard input ends, with any words on its command line. */
final class Bystander implements AutoCloseable {

    final Process process;
    final Incarnation incarnation;

    Bystander(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "read line", "bystander"));
        command.addAll(List.of(words));
        process = new ProcessBuilder(command).start();
        incarnation = Incarnation.of(process.pid()).orElseThrow();
    }

    /** A process that has lived and is no more. */
    static Incarnation dead() throws IOException {
        Bystander victim = new Bystander();
        victim.close();
        return victim.incarnation;
    }

    @Override
    public void close() {
        try {
            if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " survived SIGKILL");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
