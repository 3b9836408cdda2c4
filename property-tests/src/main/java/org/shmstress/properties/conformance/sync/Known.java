package org.shmstress.properties.conformance.sync;

import org.shmstress.versions.Affected;
import org.shmstress.versions.Installed;

/** Versions of which something is known. */
final class Known {

    private static final Installed HERE = Installed.here();

    private Known() {}

    /** Whether this machine's version is among those: {@code glibc 2.25 to 2.40}. */
    static boolean isHere(String affected) {
        return HERE.isAmong(Affected.parse(affected));
    }
}
