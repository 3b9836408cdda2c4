package org.shmstress.fork;

import java.util.Optional;
import org.shmstress.protocol.Message;

/** What a worker has been through, as far as it decides whether another trial may have it. */
final class Conduct {

    /** Each trial leaves a little behind in a JVM (code cache, unloaded classes): none serves for ever. */
    private static final int MAX_TRIALS = 100;

    /** What is to be answered next; at first the start itself, by the hello. */
    private Optional<String> awaited = Optional.of("its start");

    private boolean attached;
    private int trials;
    private volatile boolean spoiled;

    /** Rules out any further trial. */
    void spoil() {
        spoiled = true;
    }

    boolean isSpotless() {
        return !spoiled && awaited.isEmpty() && trials < MAX_TRIALS;
    }

    boolean isAttached() {
        return attached;
    }

    boolean isAwaited() {
        return awaited.isPresent();
    }

    void sent(Message.Command command) {
        if (awaited.isPresent()) {
            throw new IllegalStateException("sent " + command + " while " + awaited.get() + " is not answered yet");
        }
        awaited = Optional.of(command.toString());
        if (command instanceof Message.Operate || command instanceof Message.Perform) {
            spoil();
        } else if (command instanceof Message.Sample || command instanceof Message.Race) {
            trials++;
        }
    }

    void replied(Message.Reply reply) {
        if (reply instanceof Message.Failed) {
            spoil();
        } else if (reply instanceof Message.Attached) {
            attached = true;
        } else if (reply instanceof Message.Done) {
            attached = false;
        }
        awaited = Optional.empty();
    }
}
