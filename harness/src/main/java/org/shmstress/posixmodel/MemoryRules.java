package org.shmstress.posixmodel;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Write;
import org.shmstress.script.Answer;
import org.shmstress.segment.AccessPath;

/** Access to mapped bytes, and {@code munmap}. */
final class MemoryRules {

    /** No script reaches into more at once; a worker copies that much. */
    private static final long MAX_RANGE_BYTES = 1L << 28;

    private final List<Traits> workers;
    private final int pageBytes;

    MemoryRules(List<Traits> workers, int pageBytes) {
        this.workers = workers;
        this.pageBytes = pageBytes;
    }

    Ruling rule(PosixState state, int worker, OnMapping action) {
        ProcessState.Mapping mapping = state.process(worker).mappings().get(action.mapping());
        if (mapping == null) {
            return Ruling.refused(action.mapping() + " is not mapped");
        }
        SharedObject object = state.object(mapping.object());
        if (action instanceof Read a) {
            return access(state, worker, mapping, a.offset(), a.width().bytes(), () ->
                    reads(state, object, a.offset(), a.width().bytes(), Longs::of));
        } else if (action instanceof Write a) {
            return access(state, worker, mapping, a.offset(), a.width().bytes(), () ->
                    writes(state, object, a.offset(), Longs.bytes(a.value(), a.width().bytes())));
        } else if (action instanceof Fill a) {
            return access(state, worker, mapping, a.offset(), a.lengthBytes(), () ->
                    writes(state, object, a.offset(), filled(a)));
        } else if (action instanceof Sum a) {
            return access(state, worker, mapping, a.offset(), a.lengthBytes(), () ->
                    reads(state, object, a.offset(), (int) a.lengthBytes(), MemoryRules::checksum));
        }
        return unmap(state, worker, action.mapping());
    }

    /**
     * POSIX, {@code mmap}: an access to whole pages past the end of the object is a SIGBUS; up to the end of the object's last
     * page it is none, whatever the size. Outside the mapping's own pages anything may lie.
     */
    private Ruling access(
            PosixState state,
            int worker,
            ProcessState.Mapping mapping,
            long offset,
            long length,
            java.util.function.Supplier<Ruling> inside) {
        long backedBytes = wholePages(state.object(mapping.object()).sizeBytes());
        if (length > MAX_RANGE_BYTES || offset > wholePages(mapping.lengthBytes()) - length) {
            return Ruling.refused("the access leaves the mapping");
        } else if (offset + length <= backedBytes) {
            return inside.get();
        } else if (offset >= backedBytes) {
            return busError(state, worker);
        }
        return Ruling.refused("the access begins in the object's last page and ends past it");
    }

    private long wholePages(long bytes) {
        return (bytes + pageBytes - 1) / pageBytes * pageBytes;
    }

    /**
     * What a JVM makes of SIGBUS is not POSIX's affair: HotSpot turns it into an {@code InternalError} where it knows the
     * access as one to mapped memory, and dies elsewhere. JNA's own C code is always elsewhere; bulk accesses may be.
     */
    private Ruling busError(PosixState state, int worker) {
        Possibility dies = Possibility.of(Allowed.dies(), state.withProcess(worker, ProcessState.DEAD));
        if (workers.get(worker).path() == AccessPath.JNA) {
            return new Ruling.Permitted(List.of(dies));
        }
        return new Ruling.Permitted(
                List.of(Possibility.of(new Answer.Threw(InternalError.class.getName()), state), dies));
    }

    /** A read answers by POSIX's contents or by Linux's, see {@link SharedObject}. */
    private static Ruling reads(
            PosixState state, SharedObject object, long offset, int length, ToLongFunction<byte[]> value) {
        if (object.isUnsettled(offset, length)) {
            return new Ruling.Permitted(
                    List.of(Possibility.of(new Allowed.Any(Answer.Value.class, "any value"), state)));
        }
        return new Ruling.Permitted(Stream.of(object.posix(), object.linux())
                .map(contents -> value.applyAsLong(contents.read(offset, length)))
                .distinct()
                .map(v -> Possibility.of(new Answer.Value(v), state))
                .toList());
    }

    private static Ruling writes(PosixState state, SharedObject object, long offset, byte[] bytes) {
        return object.isUnsettled(offset, bytes.length)
                ? Ruling.refused("traffic runs on what would be overwritten")
                : Ruling.only(new Answer.Ok(), state.withObject(object.written(offset, bytes)));
    }

    /** POSIX, {@code munmap}: touching the range afterwards is undefined, so no script does. */
    private static Ruling unmap(PosixState state, int worker, String mapping) {
        ProcessState process = state.process(worker);
        return process.traffic().values().stream().anyMatch(t -> t.mapping().equals(mapping))
                ? Ruling.refused("traffic runs on " + mapping)
                : Ruling.only(new Answer.Ok(), state.withProcess(worker, process.withoutMapping(mapping)));
    }

    private static byte[] filled(Fill action) {
        byte[] bytes = new byte[(int) action.lengthBytes()];
        Arrays.fill(bytes, (byte) action.value());
        return bytes;
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
