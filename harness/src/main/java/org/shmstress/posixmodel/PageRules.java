package org.shmstress.posixmodel;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.script.Action.Advise;
import org.shmstress.script.Action.LockMemory;
import org.shmstress.script.Action.OnPages;
import org.shmstress.script.Action.Protect;
import org.shmstress.script.Action.UnmapPart;
import org.shmstress.script.Advice;
import org.shmstress.script.Answer;
import org.shmstress.script.Protection;

/** {@code munmap} of a part, {@code mprotect}, {@code msync}, {@code madvise} and {@code mlock}. */
final class PageRules {

    /** The model keeps a note for each page. */
    private static final long MAX_RANGE_BYTES = 1L << 28;

    private final int pageBytes;

    PageRules(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    Ruling rule(PosixState state, int worker, OnPages action) {
        ProcessState process = state.process(worker);
        Mapping mapping = process.mappings().get(action.mapping());
        if (mapping == null) {
            return Ruling.refused(action.mapping() + " is not mapped");
        } else if (action.lengthBytes() > MAX_RANGE_BYTES
                || action.offset() > mapping.pages().count() * pageBytes
                || !mapping.pages().hold(action.offset(), action.lengthBytes())) {
            return Ruling.refused("the range leaves what is left of " + action.mapping());
        } else if (action instanceof LockMemory) {
            return lock(state, worker, action.mapping(), mapping);
        } else if (action.offset() % pageBytes != 0) {
            // POSIX lets munmap, mprotect and msync fail so, and lets them round down as well; Linux fails.
            return Ruling.fails("EINVAL", state);
        } else if (action instanceof Advise a) {
            return advise(state, worker, mapping, a);
        } else if (process.traffic().values().stream().anyMatch(t -> t.mapping().equals(action.mapping()))) {
            return Ruling.refused("traffic runs on " + action.mapping());
        } else if (action instanceof UnmapPart a) {
            return unmapPart(state, worker, mapping, a);
        }
        return action instanceof Protect a ? protect(state, worker, mapping, a) : Ruling.only(new Answer.Ok(), state);
    }

    /** POSIX, {@code munmap}: every page that holds a byte of the range goes; EINVAL for length 0. The others stay. */
    private static Ruling unmapPart(PosixState state, int worker, Mapping mapping, UnmapPart action) {
        if (action.lengthBytes() == 0) {
            return Ruling.fails("EINVAL", state);
        }
        Pages left = mapping.pages().without(action.offset(), action.lengthBytes());
        return Ruling.only(new Answer.Ok(), with(state, worker, action.mapping(), mapping.withPages(left)));
    }

    /**
     * POSIX, {@code mprotect}: EACCES for writing to a shared mapping whose descriptor was not open for writing. Linux: the same
     * if the object was sealed against writing when it was mapped.
     */
    private static Ruling protect(PosixState state, int worker, Mapping mapping, Protect action) {
        if (action.protection() == Protection.READ_WRITE && !mapping.mayWrite() && action.lengthBytes() > 0) {
            return Ruling.fails("EACCES", state);
        }
        Pages changed = mapping.pages().with(action.offset(), action.lengthBytes(), action.protection());
        return Ruling.only(new Answer.Ok(), with(state, worker, action.mapping(), mapping.withPages(changed)));
    }

    /**
     * Advice changes nothing that can be read, but for Linux's {@code MADV_DONTNEED} of a private mapping (madvise(2)): the
     * pages that it has written are forgotten, and the object's own are seen again. EINVAL for pages locked in memory.
     */
    private Ruling advise(PosixState state, int worker, Mapping mapping, Advise action) {
        if (action.advice() != Advice.DONTNEED) {
            return Ruling.only(new Answer.Ok(), state);
        }
        long first = (mapping.offset() + action.offset()) / pageBytes;
        long end = first + (action.lengthBytes() + pageBytes - 1) / pageBytes;
        Mapping forgotten = mapping.isPrivate()
                ? mapping.withOwn(mapping.own().without(page -> first <= page && page < end))
                : mapping;
        Possibility done = Possibility.of(new Answer.Ok(), with(state, worker, action.mapping(), forgotten));
        return mapping.maybeLocked()
                ? new Ruling.Permitted(List.of(done, Possibility.of(new Answer.Failed("EINVAL"), state)))
                : new Ruling.Permitted(List.of(done));
    }

    /** POSIX, {@code mlock}: how much may be locked is the machine's affair, and whether pages past the end can be. */
    private static Ruling lock(PosixState state, int worker, String handle, Mapping mapping) {
        if (mapping.isPrivate()) {
            return Ruling.refused(
                    "which pages of a private mapping are copied when it is locked is the system's affair");
        }
        PosixState after = with(state, worker, handle, mapping.locked());
        return new Ruling.Permitted(Stream.concat(
                        Stream.of(new Answer.Ok()),
                        Stream.of("EAGAIN", "ENOMEM", "EPERM").map(Answer.Failed::new))
                .map(answer -> Possibility.of(answer, after))
                .toList());
    }

    private static PosixState with(PosixState state, int worker, String handle, Mapping mapping) {
        return state.withProcess(worker, state.process(worker).withMapping(handle, mapping));
    }
}
