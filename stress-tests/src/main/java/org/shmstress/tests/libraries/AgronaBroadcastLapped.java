package org.shmstress.tests.libraries;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;
import org.agrona.concurrent.broadcast.CopyBroadcastReceiver;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * Agrona's broadcast buffer with so little room that receivers are lapped: they are told of what they missed, but what they do receive
 * must be whole and newer than what they had.
 *
 * <p>What can go wrong: a record is copied while the transmitter overwrites it, and the check after the copy does not notice.
 */
@SharedObject(
        title = "Agrona: broadcast buffer whose receivers are lapped",
        description =
                "A message consists of the same number four times; a receiver that was lapped may miss messages, but sees none torn.",
        bytes = 384,
        workers = 3)
public final class AgronaBroadcastLapped {

    private static final int TYPE = 1;
    private static final int COPIES = 4;
    private static final int BYTES = COPIES * Long.BYTES;

    private final BroadcastTransmitter transmitter;
    private final CopyBroadcastReceiver receiver;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[BYTES]);
    private long last;
    private boolean whole = true;

    public AgronaBroadcastLapped(Slice slice) {
        this.transmitter = new BroadcastTransmitter(AgronaBytes.of(slice));
        this.receiver = new CopyBroadcastReceiver(new BroadcastReceiver(AgronaBytes.of(slice)));
    }

    /** Sends a message to all receivers. */
    @Operation(workers = 0, weight = 4)
    public void transmit(@Unique long element) {
        for (int i = 0; i < COPIES; i++) {
            message.putLong(i * Long.BYTES, element);
        }
        transmitter.transmit(TYPE, message, 0, BYTES);
    }

    /** Receives a message if there is one; false if it was torn, or not newer than the last. */
    @Operation(workers = {1, 2})
    public boolean receiveWhole() {
        whole = true;
        try {
            receiver.receive((type, buffer, index, length) -> whole = check(buffer, index));
        } catch (IllegalStateException lapped) {
            return true; // documented: unable to keep up with the broadcast buffer
        }
        return whole;
    }

    private boolean check(MutableDirectBuffer buffer, int index) {
        long first = buffer.getLong(index);
        boolean same = first > last;
        for (int i = 1; i < COPIES; i++) {
            same &= buffer.getLong(index + i * Long.BYTES) == first;
        }
        last = first;
        return same;
    }

    /** All that is promised. */
    public static final class Model {

        public void transmit(long element) {}

        public boolean receiveWhole() {
            return true;
        }
    }
}
