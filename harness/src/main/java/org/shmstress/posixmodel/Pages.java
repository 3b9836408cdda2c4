package org.shmstress.posixmodel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.shmstress.script.Protection;

/**
 * The pages of a mapping, counted from its first. {@code munmap} and {@code mprotect} work on whole pages (POSIX).
 *
 * @param pageBytes size of a page
 * @param count how many there were at first
 * @param protection what may be done with them, but for those that were changed
 * @param changed by page, what may be done with it since {@code mprotect}
 * @param gone pages that were unmapped
 */
record Pages(int pageBytes, long count, Protection protection, Map<Long, Protection> changed, Set<Long> gone) {

    Pages {
        changed = Map.copyOf(changed);
        gone = Set.copyOf(gone);
    }

    static Pages of(long lengthBytes, Protection protection, int pageBytes) {
        return new Pages(pageBytes, (lengthBytes + pageBytes - 1) / pageBytes, protection, Map.of(), Set.of());
    }

    /** Every page that holds a byte of the range. */
    LongStream in(long offset, long length) {
        return length == 0
                ? LongStream.empty()
                : LongStream.rangeClosed(offset / pageBytes, (offset + length - 1) / pageBytes);
    }

    /** Whether the mapping still has all pages of a range. */
    boolean hold(long offset, long length) {
        return length <= count * pageBytes - offset
                && (gone.isEmpty() || in(offset, length).noneMatch(page -> gone.contains(page)));
    }

    /** Whether some pages of a range allow such an access. */
    boolean someAllow(long offset, long length, boolean write) {
        return in(offset, length).anyMatch(allowing(write));
    }

    /** Whether all pages of a range allow such an access. */
    boolean allAllow(long offset, long length, boolean write) {
        return in(offset, length).allMatch(allowing(write));
    }

    private LongPredicate allowing(boolean write) {
        return page -> changed.getOrDefault(page, protection).allows(write);
    }

    boolean areAllGone() {
        return gone.size() == count;
    }

    Pages without(long offset, long length) {
        Set<Long> more = new HashSet<>(gone);
        in(offset, length).forEach(more::add);
        return new Pages(pageBytes, count, protection, changed, more);
    }

    Pages with(long offset, long length, Protection other) {
        Map<Long, Protection> more = new HashMap<>(changed);
        in(offset, length).forEach(page -> more.put(page, other));
        return new Pages(pageBytes, count, protection, more, gone);
    }
}
