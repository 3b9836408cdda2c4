package org.shmstress.versions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.shmstress.posix.LibcVersion;

/**
 * The versions of a machine, and of the JDK that is asked about. What could not be found out is missing, and then nothing is known of it:
 * a machine with another C library has no version of glibc, and nothing of glibc's is excused there.
 *
 * @param versions by component
 */
public record Installed(Map<Component, Version> versions) {

    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");

    public Installed {
        versions = Map.copyOf(versions);
    }

    /** Kernel and C library of this process. */
    public static Installed here() {
        Map<Component, Version> found = new EnumMap<>(Component.class);
        kernel().flatMap(Version::in).ifPresent(version -> found.put(Component.KERNEL, version));
        LibcVersion.text().flatMap(Version::in).ifPresent(version -> found.put(Component.GLIBC, version));
        return new Installed(found);
    }

    private static Optional<String> kernel() {
        try {
            return Optional.of(Files.readString(RELEASE));
        } catch (IOException notLinux) {
            return Optional.empty(); // a version that is not known
        }
    }

    /** The same with a JDK. */
    public Installed withJdk(int feature) {
        Map<Component, Version> more = new EnumMap<>(Component.class);
        more.putAll(versions);
        more.put(Component.JDK, Version.of(Integer.toString(feature)));
        return new Installed(more);
    }

    /** The version of a component, if it is known. */
    public Optional<Version> of(Component component) {
        return Optional.ofNullable(versions.get(component));
    }

    /** Whether this is one of the versions; not if it is not known which it is. */
    public boolean isAmong(Affected affected) {
        return of(affected.component()).filter(affected.range()::contains).isPresent();
    }

    /** The component with its version, in words. */
    public String inWords(Component component) {
        return component.label() + " " + of(component).map(Version::toString).orElse("of unknown version");
    }
}
