package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;

class InboxTest {

    private static final String NAME = "of-inbox-test";

    @Test
    void keepsTheReplyOfAWorkerThatLeftBeforeAnybodyLooked() throws InterruptedException {
        Inbox inbox = Inbox.start(NAME, new ByteArrayInputStream(MessageCodec.encode(new Message.Done())));
        for (Thread reader : Thread.getAllStackTraces().keySet()) {
            if (reader.getName().endsWith(NAME)) {
                reader.join();
            }
        }
        assertEquals(Optional.of(new Message.Done()), next(inbox).reply());
        assertFalse(next(inbox).reply().isPresent());
    }

    private static Inbox.Arrival next(Inbox inbox) throws InterruptedException {
        return inbox.await(Deadline.in(ForkFixture.LONG)).orElseThrow();
    }
}
