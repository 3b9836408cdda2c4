package org.shmstress.worker.sampling;

import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.StateTooLargeException;
import org.shmstress.segment.WorkerMemory;

/**
 * Runs a test's own constructors and, the first time, its static initializers. What they throw says nothing about memory: such a
 * test cannot run on this JDK, and may well on another. From JDK 23 on, e.g., byte arrays have no alignment beyond 1, which some
 * tests ask for. What the JVM makes of broken code, any other {@code LinkageError}, stays an error of ours.
 */
final class Construction {

    private Construction() {}

    /**
     * A new state of the test's.
     *
     * @throws CannotRunException if the test's code throws
     * @throws StateTooLargeException if its slices need more than was set aside
     */
    static Object of(LiftedTest test) {
        try {
            return test.construct();
        } catch (HarnessException e) {
            throw e;
        } catch (WorkerMemory.NoRoomException e) {
            throw new StateTooLargeException("a state of " + nameOf(test) + " is too large: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new CannotRunException(
                    "a state of " + nameOf(test) + " is too large for the heap of a worker: " + e.getMessage());
        } catch (ExceptionInInitializerError e) {
            throw cannotRun(
                    "static initializer",
                    test,
                    Optional.ofNullable(e.getCause()).orElse(e));
        } catch (Exception | AssertionError e) {
            throw cannotRun("constructor", test, e);
        }
    }

    private static CannotRunException cannotRun(String code, LiftedTest test, Throwable thrown) {
        CannotRunException cannotRun = new CannotRunException(
                "a " + code + " of " + nameOf(test) + " throws " + thrown + " on JDK " + Runtime.version());
        cannotRun.initCause(thrown);
        return cannotRun;
    }

    private static String nameOf(LiftedTest test) {
        String name = test.getClass().getName();
        return name.substring(0, name.length() - LiftedTest.SUFFIX.length());
    }
}
