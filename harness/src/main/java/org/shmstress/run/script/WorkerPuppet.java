package org.shmstress.run.script;

import java.time.Duration;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.Response;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.observation.WorkerExit;
import org.shmstress.posixmodel.Traits;
import org.shmstress.protocol.Message;
import org.shmstress.script.Order;
import org.shmstress.script.Performance;

/** A leased worker process as a puppet. */
public final class WorkerPuppet implements Puppet {

    /** A step takes microseconds, or waits for traffic within a bound of its own; a silent worker is told from a slow one. */
    private static final Duration STEP_BOUND = Duration.ofSeconds(60);

    private final WorkerPool.Lease lease;
    private final int index;

    /** The worker at this index of the lease, now and after it was replaced. */
    public WorkerPuppet(WorkerPool.Lease lease, int index) {
        this.lease = lease;
        this.index = index;
    }

    /** The process that plays this puppet at present. */
    public WorkerProcess process() {
        return lease.workers().get(index);
    }

    /** What the model must know of it. */
    public Traits traits() {
        return new Traits(process().path(), process().jvm().feature(), OwnCredentials.read());
    }

    @Override
    public void tell(Order order) {
        process().send(new Message.Perform(order.text()));
    }

    @Override
    public Optional<Performance> hear() {
        Response response = process().await(Deadline.in(STEP_BOUND));
        if (response instanceof Response.Died) {
            return Optional.empty();
        } else if (response instanceof Response.Replied replied) {
            return Optional.of(performance(replied.reply()));
        }
        process().kill("was killed: it did not answer a step within " + STEP_BOUND.toSeconds() + " s");
        return Optional.empty();
    }

    private Performance performance(Message.Reply reply) {
        if (reply instanceof Message.Performed performed) {
            return Performance.parse(performed.answer());
        }
        throw new HarnessException("a step on " + process().describe() + " was answered by " + reply);
    }

    @Override
    public void kill() {
        process().kill("was killed by the script");
        awaitEnd();
    }

    @Override
    public long pid() {
        return process().pid();
    }

    @Override
    public boolean isDead() {
        return process().exit().isPresent() || !process().isAlive();
    }

    @Override
    public String death() {
        return awaitEnd().map(WorkerPuppet::inWords).orElse("and its end could not be observed");
    }

    /** An exit may be what the script asked for; anything else is told as the worker's exit tells it. */
    private static String inWords(WorkerExit exit) {
        return exit.how() == WorkerExit.How.EXITED ? "exited with code " + exit.code() : exit.describe();
    }

    @Override
    public void replace() {
        lease.replace(index);
    }

    private Optional<WorkerExit> awaitEnd() {
        return process().await(Deadline.in(STEP_BOUND)) instanceof Response.Died died
                ? Optional.of(died.exit())
                : Optional.empty();
    }
}
