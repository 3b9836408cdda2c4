package org.shmstress.properties.conformance.files;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Party;
import org.shmstress.script.Width;

/** What {@code fstat} tells, field by field; offsets of {@code struct stat} are those of asm/stat.h of both architectures. */
final class Fstat {

    /** Clear of what rows themselves keep in their scratch memory. */
    private static final long BUFFER = 60_000;

    private static final boolean GENERIC = System.getProperty("os.arch", "").equals("aarch64");
    private static final int DEVICE = 0;
    private static final int INODE = 8;
    private static final int LINKS = GENERIC ? 20 : 16;
    private static final int MODE = GENERIC ? 16 : 24;
    private static final int USER = GENERIC ? 24 : 28;
    private static final int GROUP = GENERIC ? 28 : 32;
    private static final int SIZE = 48;
    private static final int BLOCKS = 64;
    private static final int MODIFIED = 88;
    private static final int CHANGED = 104;
    private static final long NANOS = 1_000_000_000;

    private Fstat() {}

    private static Area call(Party party, Object fd) {
        Area buffer = party.scratch(BUFFER);
        party.call("fstat", fd, buffer).returns(0);
        return buffer;
    }

    static long device(Party party, Fd fd) {
        return party.getLong(call(party, fd).at(DEVICE));
    }

    static long inode(Party party, Fd fd) {
        return party.getLong(call(party, fd).at(INODE));
    }

    static long links(Party party, Fd fd) {
        return party.getInt(call(party, fd).at(LINKS));
    }

    /** Type and permissions. */
    static int mode(Party party, Fd fd) {
        return party.getInt(call(party, fd).at(MODE));
    }

    static int permissions(Party party, Fd fd) {
        return mode(party, fd) & FileConstants.PERMISSIONS;
    }

    static long user(Party party, Fd fd) {
        return party.get(call(party, fd).at(USER), Width.INT);
    }

    static long group(Party party, Fd fd) {
        return party.get(call(party, fd).at(GROUP), Width.INT);
    }

    static long size(Party party, Fd fd) {
        return party.getLong(call(party, fd).at(SIZE));
    }

    /** Units of 512 bytes. */
    static long blocks(Party party, Fd fd) {
        return party.getLong(call(party, fd).at(BLOCKS));
    }

    static long modifiedNanos(Party party, Fd fd) {
        Area buffer = call(party, fd);
        return party.getLong(buffer.at(MODIFIED)) * NANOS + party.getLong(buffer.at(MODIFIED + 8));
    }

    static long changedNanos(Party party, Fd fd) {
        Area buffer = call(party, fd);
        return party.getLong(buffer.at(CHANGED)) * NANOS + party.getLong(buffer.at(CHANGED + 8));
    }
}
