package org.shmstress.tests.libraries;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;
import org.agrona.concurrent.broadcast.CopyBroadcastReceiver;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * Agrona's broadcast buffer ({@link BroadcastTransmitter}, {@link CopyBroadcastReceiver}): one process transmits, each of the others
 * receives everything.
 *
 * <p>What can go wrong: a receiver misses, doubles or reorders messages though the buffer has room for all that are sent here, so that
 * the transmitter never laps it.
 */
@SharedObject(
        title = "Agrona: broadcast buffer, none lapped",
        description =
                "BroadcastTransmitter and CopyBroadcastReceiver of Agrona; 1,024 records fit, so none is overwritten.",
        bytes = 16_512,
        workers = 3)
public final class AgronaBroadcast {

    private static final int TYPE = 1;

    private final BroadcastTransmitter transmitter;
    private final CopyBroadcastReceiver receiver;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    private long received;

    public AgronaBroadcast(Slice slice) {
        this.transmitter = new BroadcastTransmitter(AgronaBytes.of(slice));
        this.receiver = new CopyBroadcastReceiver(new BroadcastReceiver(AgronaBytes.of(slice)));
    }

    /** Sends a message to all receivers. */
    @Operation(workers = 0)
    public void transmit(@Unique long element) {
        message.putLong(0, element);
        transmitter.transmit(TYPE, message, 0, Long.BYTES);
    }

    /** The next message for this receiver, or 0 if there is none. */
    @Operation(workers = {1, 2})
    public long receive(@Worker int worker) {
        received = 0;
        receiver.receive((type, buffer, index, length) -> received = buffer.getLong(index));
        return received;
    }

    /** A list and, per receiver, how much of it has been received. */
    public static final class Model {
        private final List<Long> sent = new ArrayList<>();
        private final int[] received = new int[3];

        public void transmit(long element) {
            sent.add(element);
        }

        public long receive(int worker) {
            return received[worker] == sent.size() ? 0 : sent.get(received[worker]++);
        }
    }
}
