package org.shmstress.worker.puppet;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.FileStatus;
import org.shmstress.posix.Memory;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.SharedMemory;
import org.shmstress.script.Action;
import org.shmstress.script.Action.Await;
import org.shmstress.script.Action.Create;
import org.shmstress.script.Action.Exit;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Free;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Open;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Write;
import org.shmstress.script.Answer;
import org.shmstress.script.Width;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.View;

/** One method per kind of action: the call itself, and its result as an answer. */
final class Deeds {

    private static final Answer OK = new Answer.Ok();

    private static final int CHUNK_BYTES = 1 << 16;

    private final AccessPath path;
    private final Handles handles;

    Deeds(AccessPath path, Handles handles) {
        this.path = path;
        this.handles = handles;
    }

    Answer perform(Action action) throws IOException, InterruptedException, TimeoutException {
        if (action instanceof OnName onName) {
            return onName(onName);
        } else if (action instanceof OnDescriptor onDescriptor) {
            return onDescriptor(onDescriptor);
        } else if (action instanceof OnMapping onMapping) {
            Answer answer = onMapping(onMapping);
            Faults.surface();
            return answer;
        } else if (action instanceof OnTraffic onTraffic) {
            return onTraffic(onTraffic);
        } else if (action instanceof Free) {
            return new Answer.FreeBytes(
                    Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace());
        } else if (action instanceof Exit) {
            Runtime.getRuntime().halt(0);
        }
        throw new IllegalArgumentException("a worker cannot do this to itself: " + action.text());
    }

    private Answer onName(OnName action) {
        if (action instanceof Create create) {
            handles.opened(create.descriptor(), SharedMemory.create(create.name()));
        } else if (action instanceof Open open) {
            handles.opened(open.descriptor(), SharedMemory.open(open.name()));
        } else {
            SharedMemory.unlink(action.name());
        }
        return OK;
    }

    private Answer onDescriptor(OnDescriptor action) {
        int fd = handles.descriptor(action.descriptor());
        if (action instanceof Size size) {
            Descriptors.truncate(fd, size.sizeBytes());
        } else if (action instanceof Stat) {
            FileStatus status = Descriptors.status(fd);
            return new Answer.Status(status.sizeBytes(), status.inode(), status.links());
        } else if (action instanceof Action.Map map) {
            long address = Memory.mapShared(fd, map.lengthBytes());
            View view = AddressView.of(path, address, PageSize.roundUp(map.lengthBytes()));
            handles.mapped(map.mapping(), new Handles.Mapped(view, address, map.lengthBytes()));
        } else {
            handles.close(action.descriptor());
        }
        return OK;
    }

    private Answer onMapping(OnMapping action) {
        if (handles.mapping(action.mapping()).isEmpty()) {
            // Only a wrong model lets such a step through; the access itself would hit whatever lies there now.
            return new Answer.NotRun(action.mapping() + " is not mapped");
        }
        View view = handles.mapping(action.mapping()).get().view();
        if (action instanceof Read read) {
            return new Answer.Value(read(view, view.at(read.offset()), read.width()));
        } else if (action instanceof Write write) {
            write(view, view.at(write.offset()), write.width(), write.value());
        } else if (action instanceof Fill fill) {
            view.access().fill(view.region(), view.at(fill.offset()), fill.lengthBytes(), (byte) fill.value());
        } else if (action instanceof Sum sum) {
            return new Answer.Value(checksum(view, sum.offset(), sum.lengthBytes()));
        } else {
            handles.unmap(action.mapping());
        }
        return OK;
    }

    private static long read(View view, long address, Width width) {
        long value = switch (width) {
            case BYTE -> view.access().getByte(view.region(), address);
            case SHORT -> view.access().getShort(view.region(), address);
            case INT -> view.access().getInt(view.region(), address);
            case LONG -> view.access().getLong(view.region(), address);
        };
        return width.keep(value);
    }

    private static void write(View view, long address, Width width, long value) {
        switch (width) {
            case BYTE -> view.access().putByte(view.region(), address, (byte) value);
            case SHORT -> view.access().putShort(view.region(), address, (short) value);
            case INT -> view.access().putInt(view.region(), address, (int) value);
            case LONG -> view.access().putLong(view.region(), address, value);
        }
    }

    private static long checksum(View view, long offset, long length) {
        CRC32 crc = new CRC32();
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
        for (long done = 0; done < length; done += chunk.length) {
            int part = (int) Math.min(chunk.length, length - done);
            view.access().copyTo(view.region(), view.at(offset + done), chunk, 0, part);
            crc.update(chunk, 0, part);
        }
        return crc.getValue();
    }

    private Answer onTraffic(OnTraffic action) throws InterruptedException, TimeoutException {
        if (action instanceof Start start) {
            return start(start);
        } else if (handles.traffic(action.traffic()).isEmpty()) {
            return new Answer.NotRun(action.traffic() + " does not run");
        }
        Traffic traffic = handles.traffic(action.traffic()).get();
        if (action instanceof Await await) {
            return new Answer.Count(traffic.await(await.increments()));
        }
        handles.stopped(action.traffic());
        return new Answer.Count(traffic.stop());
    }

    private Answer start(Start action) {
        if (handles.mapping(action.mapping()).isEmpty()) {
            return new Answer.NotRun(action.mapping() + " is not mapped");
        }
        View view = handles.mapping(action.mapping()).get().view();
        handles.started(action.traffic(), Traffic.start(view, action.offset()));
        return OK;
    }
}
