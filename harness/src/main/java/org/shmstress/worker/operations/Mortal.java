package org.shmstress.worker.operations;

import java.util.Optional;
import org.shmstress.sync.Joining;

/** Work on a thread of its own that may end in the middle of it. */
final class Mortal {

    private Mortal() {}

    /** Waits for the thread to end, by {@link ThreadEnded} or because it is done. What else it throws is thrown here. */
    static void run(Runnable work) {
        Ending ending = new Ending(work);
        Thread thread = new Thread(ending, "mortal");
        thread.start();
        Joining.untilEnded(thread);
        ending.failure.ifPresent(Mortal::rethrow);
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static final class Ending implements Runnable {
        private final Runnable work;
        private volatile Optional<Throwable> failure = Optional.empty();

        Ending(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (ThreadEnded meant) {
                // The thread ends here, as it was to.
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            }
        }
    }
}
