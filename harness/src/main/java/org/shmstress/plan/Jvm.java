package org.shmstress.plan;

import java.nio.file.Path;

/**
 * A JDK that workers can run on, as probed.
 *
 * @param home its home directory, with symbolic links resolved
 * @param feature feature version, e.g. 17
 * @param version {@code java.runtime.version}
 * @param vendor {@code java.vendor}
 */
public record Jvm(Path home, int feature, String version, String vendor) {

    /** The launcher. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }
}
