package org.shmstress.worker.puppet;

import java.util.BitSet;
import java.util.Optional;
import org.shmstress.posix.Memory;
import org.shmstress.posix.PageSize;
import org.shmstress.segment.View;

/**
 * A mapping. Which of its pages were unmapped is kept here, because whatever the process maps next may lie there: no second
 * {@code munmap} and no access may reach such a page.
 */
final class Mapped {

    private final View view;
    private final long address;
    private final long lengthBytes;
    private final int pages;
    private final BitSet gone = new BitSet();
    private final Optional<Runnable> whole;

    /**
     * All of it is there.
     *
     * @param view its bytes, up to the end of its last page
     * @param address first byte
     * @param lengthBytes as asked of {@code mmap}
     */
    Mapped(View view, long address, long lengthBytes) {
        this(view, address, lengthBytes, Optional.empty());
    }

    /**
     * The same, unmapped as a whole by who mapped it, and by nobody else.
     *
     * @param whole unmaps it
     */
    Mapped(View view, long address, long lengthBytes, Runnable whole) {
        this(view, address, lengthBytes, Optional.of(whole));
    }

    private Mapped(View view, long address, long lengthBytes, Optional<Runnable> whole) {
        this.whole = whole;
        this.view = view;
        this.address = address;
        this.lengthBytes = lengthBytes;
        this.pages = Math.toIntExact(PageSize.roundUp(lengthBytes) / PageSize.bytes());
    }

    View view() {
        return view;
    }

    long address() {
        return address;
    }

    long lengthBytes() {
        return lengthBytes;
    }

    /** Whether all pages of a range are still there; an empty one has none. */
    boolean holds(long offset, long lengthBytes) {
        long end = PageSize.roundUp(offset + lengthBytes);
        return end <= (long) pages * PageSize.bytes()
                && (lengthBytes == 0
                        || gone.get(page(offset), Math.max(page(offset), page(end)))
                                .isEmpty());
    }

    private static int page(long offset) {
        return Math.toIntExact(offset / PageSize.bytes());
    }

    void unmapPart(long offset, long lengthBytes) {
        if (whole.isPresent()) {
            throw new IllegalStateException("what a channel mapped is unmapped as a whole");
        }
        Memory.unmap(address + offset, lengthBytes);
        gone.set(page(offset), page(PageSize.roundUp(offset + lengthBytes)));
    }

    void unmap() {
        if (whole.isPresent()) {
            whole.get().run();
            return;
        }
        for (int from = gone.nextClearBit(0); from < pages; ) {
            int to = gone.nextSetBit(from) < 0 ? pages : gone.nextSetBit(from);
            Memory.unmap(address + (long) from * PageSize.bytes(), (long) (to - from) * PageSize.bytes());
            from = gone.nextClearBit(to);
        }
    }
}
