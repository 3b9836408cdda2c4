package org.shmstress.properties.conformance.files;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;
import org.shmstress.script.Width;

/** {@code struct flock} of a 64-bit machine (asm-generic/fcntl.h), in a party's scratch memory. */
final class Lock {

    private static final long AT = 59_000;
    private static final int WHENCE = 2;
    private static final int START = 8;
    private static final int LENGTH = 16;
    private static final int PID = 24;

    private Lock() {}

    /** On the whole object. */
    static Area whole(Party party, int type) {
        return range(party, type, 0, 0);
    }

    /** On some bytes; a length of 0 means up to the end. */
    static Area range(Party party, int type, long start, long length) {
        Area lock = party.scratch(AT);
        party.put(lock, Width.SHORT, type);
        party.put(lock.at(WHENCE), Width.SHORT, 0);
        party.putLong(lock.at(START), start);
        party.putLong(lock.at(LENGTH), length);
        party.putInt(lock.at(PID), 0);
        return lock;
    }

    /** The type in the answer of F_GETLK. */
    static long type(Party party) {
        return party.get(party.scratch(AT), Width.SHORT);
    }

    /** The owner in the answer of F_GETLK. */
    static int pid(Party party) {
        return party.getInt(party.scratch(AT + PID));
    }
}
