package org.shmstress.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * A JDK that workers can run on, as probed.
 *
 * @param home its home directory, with symbolic links resolved
 * @param feature feature version, e.g. 17
 * @param version {@code java.runtime.version}
 * @param vendor {@code java.vendor}
 * @param stressFlags flags by which its C2 takes random choices; empty if it has none, or no C2
 */
public record Jvm(Path home, int feature, String version, String vendor, List<String> stressFlags) {

    /** A JDK whose compiler takes no random choices. */
    public Jvm(Path home, int feature, String version, String vendor) {
        this(home, feature, version, vendor, List.of());
    }

    /** The launcher. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }
}
