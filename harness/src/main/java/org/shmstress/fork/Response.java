package org.shmstress.fork;

import org.shmstress.observation.WorkerExit;
import org.shmstress.protocol.Message;

/** What came of a command. */
public sealed interface Response {

    /** The worker answered, if only that the command failed. */
    record Replied(Message.Reply reply) implements Response {}

    /** The worker ended before it answered. */
    record Died(WorkerExit exit) implements Response {}

    /** Nothing came before the deadline; the command still runs. */
    record Silent() implements Response {}
}
