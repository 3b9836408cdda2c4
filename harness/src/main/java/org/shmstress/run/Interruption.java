package org.shmstress.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM: the worker pool's own shutdown hook kills the workers, which ends the trial under way; the run then finishes
 * its record and the caller its report, and only then may the process end. The JVM itself gives the exit code 128 + signal.
 */
public final class Interruption implements AutoCloseable {

    /** Enough for record and report on a busy machine; after that the process ends without, and a partial record is readable too. */
    private static final long FINISH_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::awaitFinish, "interruption");

    private Interruption() {}

    /** Watches from now on until closed. */
    public static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /**
     * Whether the process is ending. Asked of the JVM itself, which refuses hooks from the moment on at which it begins to run
     * them: so it is true before the first worker can have been killed for it.
     */
    public boolean happened() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }

    private void awaitFinish() {
        try {
            if (!finished.await(FINISH_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the run did not finish its record and report within " + FINISH_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!happened()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
