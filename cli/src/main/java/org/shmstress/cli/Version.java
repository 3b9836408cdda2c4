package org.shmstress.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The product's version, from the manifest of its jar. */
final class Version implements IVersionProvider {

    static String product() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not from a jar)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "shmstress " + product(),
            "Java " + System.getProperty("java.runtime.version") + ", ${os.name} ${os.version} ${os.arch}"
        };
    }
}
