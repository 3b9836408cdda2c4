package org.shmstress.worker.channels;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in order, both ways, without boundaries; both calls take or fill all that remains of the buffer. */
interface ByteStream extends AutoCloseable {

    /** Sends what remains of the message. */
    void write(ByteBuffer message) throws IOException;

    /** Waits until the buffer is full. */
    void read(ByteBuffer message) throws IOException;

    @Override
    default void close() throws IOException {}
}
