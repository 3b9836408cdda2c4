package org.shmstress.posixmodel;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What a private mapping sees. POSIX, {@code mmap}: writes to it change nothing but itself; "it is unspecified whether
 * modifications to the underlying object done after the MAP_PRIVATE mapping is established are visible through" it. So there
 * are two views, and a read may answer by either:
 *
 * <ul>
 *   <li>the object as it was when it was mapped, with the mapping's own writes;
 *   <li>Linux's: a page is the object's own until the mapping first writes to it; then it is a copy, which sees nothing of the
 *       object any more. The copy goes when the object shrinks below the page, or by {@code madvise(MADV_DONTNEED)}.
 * </ul>
 *
 * <p>All by offset in the object.
 *
 * @param early the first view
 * @param copies bytes of the copied pages
 * @param copied pages of the object that were copied
 */
record OwnPages(Contents early, Contents copies, Set<Long> copied) {

    /** What a shared mapping has: nothing. */
    static final OwnPages NONE = new OwnPages(Contents.ZERO, Contents.ZERO, Set.of());

    OwnPages {
        copied = Set.copyOf(copied);
    }

    static OwnPages of(SharedObject object) {
        return new OwnPages(object.posix(), Contents.ZERO, Set.of());
    }

    /** Linux's view of a range. */
    byte[] read(SharedObject object, long offset, int length, int pageBytes) {
        byte[] bytes = object.linux().read(offset, length);
        for (int done = 0; done < length; ) {
            long page = (offset + done) / pageBytes;
            int part = (int) Math.min((page + 1) * pageBytes - offset - done, length - done);
            if (copied.contains(page)) {
                System.arraycopy(copies.read(offset + done, part), 0, bytes, done, part);
            }
            done += part;
        }
        return bytes;
    }

    OwnPages written(SharedObject object, long offset, byte[] bytes, int pageBytes) {
        if (bytes.length == 0) {
            return this; // no page is touched, hence none is copied
        }
        Contents more = copies;
        Set<Long> pages = new HashSet<>(copied);
        for (long page = offset / pageBytes; page * pageBytes < offset + bytes.length; page++) {
            if (pages.add(page)) {
                more = more.write(page * pageBytes, object.linux().read(page * pageBytes, pageBytes));
            }
        }
        return new OwnPages(early.write(offset, bytes), more.write(offset, bytes), pages);
    }

    /** Forgets the copies of some pages. */
    OwnPages without(LongPredicate page) {
        Set<Long> fewer = new HashSet<>(copied);
        fewer.removeIf(page::test);
        return new OwnPages(early, copies, fewer);
    }
}
