package org.shmstress.posixmodel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.posixmodel.ProcessState.Descriptor;
import org.shmstress.script.Action;
import org.shmstress.script.Action.AddSeals;
import org.shmstress.script.Action.Allocate;
import org.shmstress.script.Action.Cas;
import org.shmstress.script.Action.Copy;
import org.shmstress.script.Action.Fill;
import org.shmstress.script.Action.Heat;
import org.shmstress.script.Action.Mmap;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.Read;
import org.shmstress.script.Action.ShmOpen;
import org.shmstress.script.Action.Size;
import org.shmstress.script.Action.Start;
import org.shmstress.script.Action.Stat;
import org.shmstress.script.Action.Sum;
import org.shmstress.script.Action.Unlink;
import org.shmstress.script.Action.Write;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.Step;

/**
 * What may not overlap in time. A history of overlapping steps is explained by an order in which each took effect at one instant
 * (see POSIX, 2.9.7, of which calls are atomic with respect to each other); where nobody promises such an instant a step is refused
 * beside the other, since whatever came of it would be in order.
 */
public final class Overlap {

    /** What a step has to do with the object that it reaches. */
    private enum Kind {
        /** One aligned value: an instant. */
        VALUE,
        /** Bytes one after the other. */
        BYTES,
        /** Asks for size and links. */
        LOOKS,
        UNLINKS,
        RESIZES,
        SEALS,
        MAPS,
        /** Opens and truncates, one after the other. */
        OPENS_AND_RESIZES
    }

    /** The bytes of an object that a step reaches. */
    private record Touch(int object, Kind kind, long from, long end, boolean writes) {

        boolean isAccess() {
            return kind == Kind.VALUE || kind == Kind.BYTES;
        }

        boolean resizes() {
            return kind == Kind.RESIZES || kind == Kind.OPENS_AND_RESIZES;
        }

        boolean meets(Touch other) {
            return from < other.end && other.from < end && (writes || other.writes);
        }

        boolean isSameValue(Touch other) {
            return kind == Kind.VALUE && other.kind == Kind.VALUE && from == other.from && end == other.end;
        }
    }

    private Overlap() {}

    /**
     * Why a step may not run beside others, if so.
     *
     * @param state the state before any of them
     * @param others steps of other workers that are to overlap with it
     */
    public static Optional<String> refusal(PosixState state, Step step, List<Step> others) {
        Optional<Touch> touch = touch(state, step);
        if (touch.isEmpty()) {
            return Optional.empty();
        }
        List<Touch> beside = others.stream()
                .flatMap(other -> touch(state, other).stream())
                .filter(other -> other.object() == touch.get().object())
                .toList();
        return beside.stream()
                .flatMap(other -> clash(touch.get(), other).stream())
                .findFirst()
                .or(() -> witnesses(touch.get(), beside));
    }

    private static Optional<String> clash(Touch one, Touch other) {
        boolean accesses = one.isAccess() && other.isAccess();
        if (accesses && one.meets(other) && !one.isSameValue(other)) {
            return Optional.of("only accesses of one and the same aligned value are atomic with respect to each other");
        } else if (one.resizes() && other.kind() == Kind.BYTES || other.resizes() && one.kind() == Kind.BYTES) {
            return Optional.of("which bytes a truncation meets first is undefined");
        } else if (one.kind() == Kind.OPENS_AND_RESIZES || other.kind() == Kind.OPENS_AND_RESIZES) {
            return Optional.of("an open that truncates is two steps");
        }
        return ofTwoSteps(one, other).or(() -> ofTwoSteps(other, one));
    }

    private static Optional<String> ofTwoSteps(Touch one, Touch other) {
        if (one.kind() == Kind.LOOKS && other.kind() == Kind.UNLINKS) {
            return Optional.of("an object may have lost its link while its name still leads to it");
        }
        return one.kind() == Kind.SEALS && other.kind() == Kind.MAPS
                ? Optional.of("sealing and mapping look at each other in two steps")
                : Optional.empty();
    }

    /** Size, pages and the last page's rest change one after the other: two that look might see it in two orders. */
    private static Optional<String> witnesses(Touch touch, List<Touch> beside) {
        List<Touch> all = Stream.concat(Stream.of(touch), beside.stream()).toList();
        boolean resizes = all.stream().anyMatch(Touch::resizes);
        long accesses = all.stream().filter(Touch::isAccess).count();
        long looks = all.stream().filter(t -> t.kind() == Kind.LOOKS).count();
        return resizes && accesses > 0 && accesses + looks > 1
                ? Optional.of("a truncation is no single instant for two that look at what it changes")
                : Optional.empty();
    }

    private static Optional<Touch> touch(PosixState state, Step step) {
        Action action = step.action();
        if (action instanceof ShmOpen open && open.flags().contains(OpenFlag.TRUNCATE)) {
            return state.named(open.name()).map(o -> whole(o.id(), Kind.OPENS_AND_RESIZES));
        } else if (action instanceof Unlink unlink) {
            return state.named(unlink.name()).map(o -> whole(o.id(), Kind.UNLINKS));
        } else if (action instanceof OnDescriptor on) {
            return state.descriptor(step.worker(), on.descriptor()).flatMap(d -> onDescriptor(d, on));
        } else if (action instanceof Start start) {
            return access(state, step.worker(), start.mapping(), start.offset(), Long.BYTES, true);
        }
        return action instanceof OnMapping on ? onMapping(state, step.worker(), on) : Optional.empty();
    }

    private static Touch whole(int object, Kind kind) {
        return new Touch(object, kind, 0, Long.MAX_VALUE, true);
    }

    private static Optional<Touch> onDescriptor(Descriptor descriptor, OnDescriptor action) {
        if (action instanceof Size || action instanceof Allocate) {
            return Optional.of(whole(descriptor.object(), Kind.RESIZES));
        } else if (action instanceof Stat) {
            return Optional.of(whole(descriptor.object(), Kind.LOOKS));
        } else if (action instanceof AddSeals) {
            return Optional.of(whole(descriptor.object(), Kind.SEALS));
        }
        return action instanceof Mmap || action instanceof Action.Map
                ? Optional.of(whole(descriptor.object(), Kind.MAPS))
                : Optional.empty();
    }

    private static Optional<Touch> onMapping(PosixState state, int worker, OnMapping action) {
        if (action instanceof Read a) {
            return access(state, worker, a.mapping(), a.offset(), a.width().bytes(), false);
        } else if (action instanceof Write a) {
            return access(state, worker, a.mapping(), a.offset(), a.width().bytes(), true);
        } else if (action instanceof Cas a) {
            return access(state, worker, a.mapping(), a.offset(), a.width().bytes(), true);
        } else if (action instanceof Fill a) {
            return bytes(state, worker, a.mapping(), a.offset(), a.lengthBytes(), true);
        } else if (action instanceof Copy a) {
            return bytes(state, worker, a.mapping(), a.offset(), a.lengthBytes(), true);
        } else if (action instanceof Heat a) {
            return bytes(state, worker, a.mapping(), a.offset(), Heat.HEATED_BYTES, true);
        }
        return action instanceof Sum a
                ? bytes(state, worker, a.mapping(), a.offset(), a.lengthBytes(), false)
                : Optional.empty();
    }

    /** A value is atomic where it is aligned; the first write to a page of a private mapping copies all of it. */
    private static Optional<Touch> access(
            PosixState state, int worker, String handle, long offset, int width, boolean write) {
        Mapping mapping = state.process(worker).mappings().get(handle);
        if (mapping == null) {
            return Optional.empty();
        }
        boolean atomic = offset % width == 0 && !(mapping.isPrivate() && write);
        return atomic
                ? Optional.of(new Touch(
                        mapping.object(),
                        Kind.VALUE,
                        mapping.offset() + offset,
                        mapping.offset() + offset + width,
                        write))
                : bytes(state, worker, handle, offset, width, write);
    }

    private static Optional<Touch> bytes(
            PosixState state, int worker, String handle, long offset, long length, boolean write) {
        Mapping mapping = state.process(worker).mappings().get(handle);
        if (mapping == null) {
            return Optional.empty();
        }
        long start = mapping.offset() + offset;
        int page = mapping.pages().pageBytes();
        return Optional.of(
                mapping.isPrivate() && write
                        ? new Touch(
                                mapping.object(),
                                Kind.BYTES,
                                start / page * page,
                                (start + length + page - 1) / page * page,
                                false)
                        : new Touch(mapping.object(), Kind.BYTES, start, start + length, write));
    }
}
