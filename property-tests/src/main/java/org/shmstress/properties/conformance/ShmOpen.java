package org.shmstress.properties.conformance;

import static org.shmstress.posix.Errno.ENOENT;

import org.shmstress.posix.OpenFlags;

/** Rows of shm_open. */
final class ShmOpen {

    private ShmOpen() {}

    @Row("SHM_OPEN-01")
    static void yieldsADescriptorForSizingAndMapping(Scene c) {
        Area there = c.a().map(c.a().create(c.name("x"), 8192), 8192);
        Area here = c.b().map(c.b().open(c.name("x")), 8192);
        c.a().putInt(there.at(4096), 0x5eed);
        c.b().has(here.at(4096), 0x5eed);
        c.b().putInt(here, 77);
        c.a().has(there, 77);
    }

    @Row("SHM_OPEN-41")
    static void refusesAnAbsentNameWithoutTheCreateFlag(Scene c) {
        c.a().call("shm_open", c.name("absent"), OpenFlags.READ_WRITE, 0600).fails(ENOENT);
        c.b().call("shm_open", c.name("absent"), OpenFlags.READ_ONLY, 0).fails(ENOENT);
    }
}
