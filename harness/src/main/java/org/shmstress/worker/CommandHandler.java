package org.shmstress.worker;

import org.shmstress.protocol.Message;

/** Does what one command asks. Called by the command thread only, one command after the other. */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Does it.
     *
     * @param command anything but {@link Message.Shutdown}, which {@link WorkerLoop} serves itself
     * @return exactly one reply
     * @throws Exception whatever went wrong: the parent gets it as {@link Message.Failed}
     */
    Message.Reply handle(Message.Command command) throws Exception;
}
