package org.shmstress.run.script;

import java.util.Optional;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;

/** A worker that performs orders, as the session sees it. */
public interface Puppet {

    /** Sends an order without waiting for what comes of it. */
    void tell(Order order);

    /** Waits, within a bound, for what came of the last order; empty when the process has died instead. */
    Optional<Performance> hear();

    /** Kills the process by SIGKILL and returns when it is gone. */
    void kill();

    /** The process's id. */
    long pid();

    /** Whether the process is gone. */
    boolean isDead();

    /** How it died, in words. */
    String death();

    /** Puts a new process in the place of a dead one. */
    void replace();
}
