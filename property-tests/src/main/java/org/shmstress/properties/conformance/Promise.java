package org.shmstress.properties.conformance;

/**
 * One row of the table: one promise of POSIX, Linux or glibc.
 *
 * @param id its name, e.g. {@code SHM_OPEN-05}
 * @param interfaceName what it is about, e.g. {@code shm_open}
 * @param assertion the promise
 * @param crossProcess whether it means something between processes
 * @param how how it is checked
 * @param source where it is promised
 * @param tier 1 and 2 must be checked, 3 may be
 */
public record Promise(
        String id, String interfaceName, String assertion, boolean crossProcess, String how, String source, int tier) {

    /** Whether a check of it must be there. */
    public boolean isDue() {
        return tier < 3;
    }
}
