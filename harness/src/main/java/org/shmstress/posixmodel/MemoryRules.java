package org.shmstress.posixmodel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.shmstress.script.Action.Cas;
import org.shmstress.script.Action.Copy;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Heat;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Unmap;
import org.shmstress.script.Action.Write;
import org.shmstress.script.Answer;
import org.shmstress.segment.AccessPath;

/** Access to mapped bytes, and {@code munmap}. */
final class MemoryRules {

    /** No script reaches into more at once; a worker copies that much. */
    private static final long MAX_RANGE_BYTES = 1L << 28;

    private static final Allowed ANY_LEVEL = new Allowed.Any(Answer.Value.class, "any level");

    private static final String LEAVES = "the access leaves what is left of ";

    private final List<Traits> workers;
    private final int pageBytes;

    MemoryRules(List<Traits> workers, int pageBytes) {
        this.workers = workers;
        this.pageBytes = pageBytes;
    }

    Ruling rule(PosixState state, int worker, OnMapping action) {
        Mapping mapping = state.process(worker).mappings().get(action.mapping());
        if (mapping == null) {
            return Ruling.refused(action.mapping() + " is not mapped");
        } else if (action instanceof Unmap) {
            return unmap(state, worker, action.mapping());
        }
        return mapping.pages().areAllGone()
                ? Ruling.refused(LEAVES + action.mapping())
                : access(state, worker, mapping, action);
    }

    private Ruling access(PosixState state, int worker, Mapping mapping, OnMapping action) {
        if (action instanceof Read a) {
            Range range = new Range(a.offset(), a.width().bytes());
            return access(state, worker, action, range, () -> reads(state, mapping, range, Longs::of));
        } else if (action instanceof Write a) {
            Range range = new Range(a.offset(), a.width().bytes());
            byte[] bytes = Longs.bytes(a.value(), a.width().bytes());
            return access(state, worker, action, range, () -> writes(state, worker, a, mapping, bytes, a.offset()));
        } else if (action instanceof Fill a) {
            Range range = new Range(a.offset(), a.lengthBytes());
            return access(state, worker, a, range, () -> filled(state, worker, a, mapping, range, a.value()));
        } else if (action instanceof Copy a) {
            Range range = new Range(a.offset(), a.lengthBytes());
            return access(state, worker, a, range, () -> filled(state, worker, a, mapping, range, a.value()));
        } else if (action instanceof Cas a) {
            return atomic(state, worker, mapping, a);
        } else if (action instanceof Heat a) {
            return heat(state, worker, mapping, a);
        }
        Sum a = (Sum) action;
        Range range = new Range(a.offset(), a.lengthBytes());
        return access(state, worker, action, range, () -> reads(state, mapping, range, MemoryRules::checksum));
    }

    /** Bytes of a mapping. */
    private record Range(long offset, long length) {
        long end() {
            return offset + length;
        }

        /** The same bytes, counted from the start of the object. */
        Range from(long start) {
            return new Range(start + offset, length);
        }
    }

    /**
     * POSIX, {@code mmap}: an access to whole pages past the end of the object is a SIGBUS; up to the end of the object's last
     * page it is none, whatever the size. Outside the mapping's own pages anything may lie. An access that the protection
     * forbids is a SIGSEGV (POSIX, {@code mprotect}), which comes first on Linux and ends every JVM.
     */
    private Ruling access(PosixState state, int worker, OnMapping action, Range range, Supplier<Ruling> inside) {
        Mapping mapping =
                Objects.requireNonNull(state.process(worker).mappings().get(action.mapping()));
        boolean write = !(action instanceof Read || action instanceof Sum);
        Pages pages = mapping.pages();
        if (range.length() > MAX_RANGE_BYTES || range.offset() > wholePages(mapping.lengthBytes()) - range.length()) {
            return Ruling.refused("the access leaves the mapping");
        } else if (!pages.hold(range.offset(), range.length())) {
            return Ruling.refused(LEAVES + action.mapping());
        } else if (pages.allAllow(range.offset(), range.length(), write)) {
            return withinObject(state, worker, action, range.from(mapping.offset()), inside);
        }
        return pages.someAllow(range.offset(), range.length(), write)
                ? Ruling.refused("only some of the pages allow the access")
                : new Ruling.Permitted(List.of(dies(state, worker)));
    }

    private static Possibility dies(PosixState state, int worker) {
        return Possibility.of(Allowed.dies(), state.withProcess(worker, ProcessState.DEAD));
    }

    private Ruling withinObject(PosixState state, int worker, OnMapping action, Range range, Supplier<Ruling> inside) {
        Mapping mapping =
                Objects.requireNonNull(state.process(worker).mappings().get(action.mapping()));
        long backedBytes = wholePages(state.object(mapping.object()).sizeBytes());
        if (range.end() <= backedBytes) {
            return inside.get();
        } else if (range.offset() >= backedBytes) {
            return range.length() == 0 ? inside.get() : busError(state, worker, action);
        }
        return Ruling.refused("the access begins in the object's last page and ends past it");
    }

    private long wholePages(long bytes) {
        return (bytes + pageBytes - 1) / pageBytes * pageBytes;
    }

    /**
     * What a JVM makes of SIGBUS is not POSIX's affair: HotSpot turns it into an {@code InternalError} where it knows the
     * access as one to mapped memory, and dies elsewhere. JNA's own C code is always elsewhere; so was
     * {@code Unsafe.setMemory} before JDK 23, by which memory segments are filled too, and so is a compare-and-set while it is
     * interpreted.
     */
    private Ruling busError(PosixState state, int worker, OnMapping action) {
        Traits traits = workers.get(worker);
        Possibility dies = dies(state, worker);
        Possibility throwsError = Possibility.of(new Answer.Threw(InternalError.class.getName()), state);
        if (traits.path() == AccessPath.JNA) {
            return new Ruling.Permitted(List.of(dies));
        } else if (action instanceof Cas
                || traits.path() != AccessPath.BYTE_BUFFER && action instanceof Fill && traits.feature() < 23) {
            return new Ruling.Permitted(List.of(throwsError, dies));
        }
        return new Ruling.Permitted(List.of(throwsError));
    }

    /** A read answers by POSIX's contents or by Linux's, see {@link SharedObject} and {@link OwnPages}. */
    private Ruling reads(PosixState state, Mapping mapping, Range inMapping, ToLongFunction<byte[]> value) {
        SharedObject object = state.object(mapping.object());
        Range range = inMapping.from(mapping.offset());
        if (object.isOpen(range.offset(), range.length())) {
            return new Ruling.Permitted(
                    List.of(Possibility.of(new Allowed.Any(Answer.Value.class, "any value"), state)));
        }
        int length = (int) range.length();
        Contents posix = mapping.isPrivate() ? mapping.own().early() : object.posix();
        byte[] linux = mapping.isPrivate()
                ? mapping.own().read(object, range.offset(), length, pageBytes)
                : object.linux().read(range.offset(), length);
        return new Ruling.Permitted(Stream.of(posix.read(range.offset(), length), linux)
                .map(value::applyAsLong)
                .distinct()
                .map(v -> Possibility.of(new Answer.Value(v), state))
                .toList());
    }

    /** A write to a shared mapping changes the object, one to a private mapping only what that mapping sees. */
    private Ruling writes(
            PosixState state, int worker, OnMapping action, Mapping mapping, byte[] bytes, long offsetInMapping) {
        SharedObject object = state.object(mapping.object());
        long offset = mapping.offset() + offsetInMapping;
        if (!mapping.isPrivate()) {
            return object.isUnsettled(offset, bytes.length)
                    ? Ruling.refused("traffic runs on what would be overwritten")
                    : Ruling.only(new Answer.Ok(), state.withObject(object.written(offset, bytes)));
        }
        long firstPage = offset / pageBytes * pageBytes;
        if (object.isUnsettled(firstPage, wholePages(offset + bytes.length) - firstPage)) {
            return Ruling.refused("traffic runs on what would be copied");
        }
        Mapping written = mapping.withOwn(mapping.own().written(object, offset, bytes, pageBytes));
        return Ruling.only(
                new Answer.Ok(),
                state.withProcess(worker, state.process(worker).withMapping(action.mapping(), written)));
    }

    /** POSIX, {@code munmap}: touching the range afterwards is undefined, so no script does. */
    private static Ruling unmap(PosixState state, int worker, String mapping) {
        ProcessState process = state.process(worker);
        return process.traffic().values().stream().anyMatch(t -> t.mapping().equals(mapping))
                ? Ruling.refused("traffic runs on " + mapping)
                : Ruling.only(new Answer.Ok(), state.withProcess(worker, process.withoutMapping(mapping)));
    }

    /**
     * Which value it meets past the end of the object but in its last page may be POSIX's or Linux's. Undefined is what has no
     * atomic access: a misaligned value, JNA's path, and widths that view VarHandles of a buffer lack.
     */
    private Ruling atomic(PosixState state, int worker, Mapping mapping, Cas action) {
        int width = action.width().bytes();
        if (width < Integer.BYTES || action.offset() % width != 0) {
            return Ruling.refused("only aligned ints and longs can be compared and set on every path");
        } else if (workers.get(worker).path() == AccessPath.JNA) {
            return Ruling.refused("JNA's path has no compare-and-set");
        } else if (mapping.isPrivate()) {
            return Ruling.refused("whether a failing compare-and-set copies a private page is the machine's affair");
        }
        return access(
                state, worker, action, new Range(action.offset(), width), () -> swaps(state, worker, mapping, action));
    }

    private Ruling swaps(PosixState state, int worker, Mapping mapping, Cas action) {
        SharedObject object = state.object(mapping.object());
        long offset = mapping.offset() + action.offset();
        int width = action.width().bytes();
        if (object.isUnsettled(offset, width)) {
            return Ruling.refused("traffic runs on what would be compared");
        }
        PosixState swapped = state.withObject(object.written(offset, Longs.bytes(action.value(), width)));
        return new Ruling.Permitted(Stream.of(object.posix(), object.linux())
                .map(view ->
                        Longs.of(view.read(offset, width)) == action.width().keep(action.expected()))
                .distinct()
                .map(met -> Possibility.of(new Answer.Value(met ? 1 : 0), met ? swapped : state))
                .toList());
    }

    /** What the compiler has done by then is its own affair; the bytes are zero in any case. */
    private Ruling heat(PosixState state, int worker, Mapping mapping, Heat action) {
        if (action.most() == 0) {
            return new Ruling.Permitted(List.of(Possibility.of(ANY_LEVEL, state)));
        } else if (mapping.isPrivate() || action.offset() % Long.BYTES != 0) {
            return Ruling.refused("accesses of every kind want a shared mapping and an aligned offset");
        }
        byte[] zero = new byte[(int) Heat.HEATED_BYTES];
        Range range = new Range(action.offset(), zero.length);
        Ruling written = access(
                state, worker, action, range, () -> writes(state, worker, action, mapping, zero, action.offset()));
        return written instanceof Ruling.Permitted p
                        && p.possibilities().get(0).answer().accepts(new Answer.Ok())
                ? new Ruling.Permitted(List.of(
                        new Possibility(ANY_LEVEL, p.possibilities().get(0).next())))
                : Ruling.refused("accesses of every kind want pages that are there and writable");
    }

    private Ruling filled(PosixState state, int worker, OnMapping action, Mapping mapping, Range range, long value) {
        byte[] bytes = new byte[(int) range.length()];
        Arrays.fill(bytes, (byte) value);
        return writes(state, worker, action, mapping, bytes, range.offset());
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
