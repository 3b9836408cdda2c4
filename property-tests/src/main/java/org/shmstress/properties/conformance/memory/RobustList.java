package org.shmstress.properties.conformance.memory;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.NativeParty;

/**
 * A robust list of a native process's main thread, made by hand in a page of shared memory (linux/futex.h):
 *
 * <pre>
 * 64 i         next entry        of entry i
 * 64 i + 32    lock word         of entry i
 * page - 64    head: first entry, distance from an entry to its word, entry that is being locked or unlocked
 * </pre>
 */
final class RobustList {

    private static final int ENTRY_BYTES = 64;
    private static final int WORD = 32;

    /** Bit of a link that says that the word has priority inheritance. */
    private static final int INHERITS = 1;

    private final NativeParty party;
    private final Area page;
    private final Area head;

    private RobustList(NativeParty party, Area page) {
        this.party = party;
        this.page = page;
        this.head = page.at(Linux.PAGE - ENTRY_BYTES);
    }

    /** An empty list, of which the kernel knows. */
    static RobustList of(NativeParty party, Area page) {
        RobustList list = new RobustList(party, page);
        party.putLong(list.head, list.head.address());
        party.putLong(list.head.at(8), WORD);
        party.putLong(list.head.at(16), 0);
        party.call("syscall", Linux.SET_ROBUST_LIST, list.head, Linux.ROBUST_HEAD_BYTES)
                .returns(0);
        return list;
    }

    /** Puts the first so many entries in. */
    void link(int entries, boolean inherits) {
        int bit = inherits ? INHERITS : 0;
        for (int i = 0; i < entries; i++) {
            party.putLong(entry(i), i + 1 < entries ? entry(i + 1).address() | bit : head.address());
        }
        party.putLong(head, entry(0).address() | bit);
    }

    /** Says that an entry is being locked or unlocked. */
    void pending(int i) {
        party.putLong(head.at(16), entry(i).address());
    }

    Area entry(int i) {
        return page.at((long) ENTRY_BYTES * i);
    }

    /** The lock word of an entry. */
    Area word(int i) {
        return word(page, i);
    }

    /** The lock word of an entry, as another process has mapped the page. */
    static Area word(Area page, int i) {
        return page.at((long) ENTRY_BYTES * i + WORD);
    }
}
