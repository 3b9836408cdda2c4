package org.shmstress.versions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has versions of its own, and is upgraded by itself. */
public enum Component {
    KERNEL,
    GLIBC,
    JDK;

    /** As tables and messages name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The component of that name. */
    static Optional<Component> labelled(String label) {
        return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }
}
