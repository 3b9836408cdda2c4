package org.shmstress.properties.regressions;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Scene;

/**
 * One shared-memory object as three workers have it mapped.
 *
 * @param a in the first worker
 * @param b in the second
 * @param d in the third
 */
record Shared(Area a, Area b, Area d) {

    static final String NAME = "shared";

    /** A new object. */
    static Shared of(Scene c, long sizeBytes) {
        Fd fd = c.a().create(c.name(NAME), sizeBytes);
        return new Shared(c.a().map(fd, sizeBytes), mapped(c, c.b(), sizeBytes), mapped(c, c.d(), sizeBytes));
    }

    /** The same object in yet another process. */
    static Area mapped(Scene c, Party party, long sizeBytes) {
        return party.map(party.open(c.name(NAME)), sizeBytes);
    }

    /** The same place further on. */
    Shared at(long bytes) {
        return new Shared(a.at(bytes), b.at(bytes), d.at(bytes));
    }
}
