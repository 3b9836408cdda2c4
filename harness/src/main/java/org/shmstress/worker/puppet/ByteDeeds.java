package org.shmstress.worker.puppet;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.shmstress.script.Action.Cas;
import org.shmstress.script.Action.Copy;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Heat;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Write;
import org.shmstress.script.Answer;
import org.shmstress.script.Width;
import org.shmstress.segment.View;

/** Access to the bytes of a mapping, through the worker's access path. */
final class ByteDeeds {

    private static final int CHUNK_BYTES = 1 << 16;

    private ByteDeeds() {}

    static Answer perform(Mapped mapped, OnMapping action) {
        View view = mapped.view();
        if (action instanceof Read a && mapped.holds(a.offset(), a.width().bytes())) {
            return new Answer.Value(read(view, view.at(a.offset()), a.width()));
        } else if (action instanceof Write a
                && mapped.holds(a.offset(), a.width().bytes())) {
            write(view, view.at(a.offset()), a.width(), a.value());
        } else if (action instanceof Fill a && mapped.holds(a.offset(), a.lengthBytes())) {
            fill(view, view.at(a.offset()), a.lengthBytes(), (byte) a.value());
        } else if (action instanceof Copy a && mapped.holds(a.offset(), a.lengthBytes())) {
            copyIn(view, view.at(a.offset()), Math.toIntExact(a.lengthBytes()), (byte) a.value());
        } else if (action instanceof Cas a && mapped.holds(a.offset(), a.width().bytes())) {
            return new Answer.Value(compareAndSet(view, view.at(a.offset()), a) ? 1 : 0);
        } else if (action instanceof Heat a && mapped.holds(a.offset(), Heat.HEATED_BYTES)) {
            return new Answer.Value(Heating.level(view, a));
        } else if (action instanceof Sum a && mapped.holds(a.offset(), a.lengthBytes())) {
            return new Answer.Value(checksum(view, a.offset(), a.lengthBytes()));
        } else {
            // Only a wrong model lets such a step through; whatever the process mapped next may lie there.
            return new Answer.NotRun("the access leaves what is left of " + action.mapping());
        }
        return new Answer.Ok();
    }

    /** The bytes that an access touches; empty of an action that accesses none. */
    static Optional<Range> range(OnMapping action) {
        if (action instanceof Read a) {
            return Optional.of(new Range(a.offset(), a.width().bytes()));
        } else if (action instanceof Write a) {
            return Optional.of(new Range(a.offset(), a.width().bytes()));
        } else if (action instanceof Fill a) {
            return Optional.of(new Range(a.offset(), a.lengthBytes()));
        } else if (action instanceof Copy a) {
            return Optional.of(new Range(a.offset(), a.lengthBytes()));
        } else if (action instanceof Cas a) {
            return Optional.of(new Range(a.offset(), a.width().bytes()));
        }
        return action instanceof Sum a ? Optional.of(new Range(a.offset(), a.lengthBytes())) : Optional.empty();
    }

    record Range(long offset, long lengthBytes) {}

    static void fill(View view, long address, long length, byte value) {
        view.access().fill(view.region(), address, length, value);
    }

    static void copyIn(View view, long address, int length, byte value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, value);
        view.access().copyFrom(view.region(), address, bytes, 0, length);
    }

    static boolean compareAndSet(View view, long address, Cas action) {
        return action.width() == Width.LONG
                ? view.access().compareAndSetLong(view.region(), address, action.expected(), action.value())
                : view.access().compareAndSetInt(view.region(), address, (int) action.expected(), (int) action.value());
    }

    static long read(View view, long address, Width width) {
        long value = switch (width) {
            case BYTE -> view.access().getByte(view.region(), address);
            case SHORT -> view.access().getShort(view.region(), address);
            case INT -> view.access().getInt(view.region(), address);
            case LONG -> view.access().getLong(view.region(), address);
        };
        return width.keep(value);
    }

    static void write(View view, long address, Width width, long value) {
        switch (width) {
            case BYTE -> view.access().putByte(view.region(), address, (byte) value);
            case SHORT -> view.access().putShort(view.region(), address, (short) value);
            case INT -> view.access().putInt(view.region(), address, (int) value);
            case LONG -> view.access().putLong(view.region(), address, value);
        }
    }

    static long checksum(View view, long offset, long length) {
        CRC32 crc = new CRC32();
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
        for (long done = 0; done < length; done += chunk.length) {
            int part = (int) Math.min(chunk.length, length - done);
            view.access().copyTo(view.region(), view.at(offset + done), chunk, 0, part);
            crc.update(chunk, 0, part);
        }
        return crc.getValue();
    }
}
