package org.shmstress.lift;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.scenario.shape.ClassSource;

/**
 * The harness's class files on which a lifted jar depends: those that decide how a test is rewritten, and those whose members
 * its code calls. They are found by their rooms, so that none can be forgotten when one is added.
 */
final class OwnClasses {

    /** Internal names of the rooms; rooms within them count too. */
    static final List<String> ROOMS = List.of(
            "org/shmstress/lift/", "org/shmstress/scenario/shape/", "org/shmstress/api/", "org/shmstress/standin/");

    private OwnClasses() {}

    private static Optional<byte[]> known = Optional.empty();

    /** Digest of them all; read once, as they do not change while this JVM runs. */
    static synchronized byte[] digest() {
        if (known.isEmpty()) {
            try (ClassSource harness = ClassSource.open(origin())) {
                known = Optional.of(digest(harness));
            }
        }
        return known.get();
    }

    static byte[] digest(ClassSource harness) {
        MessageDigest digest = begin();
        for (String name : harness.names()) {
            if (ROOMS.stream().anyMatch(name::startsWith)) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(harness.bytes(name));
            }
        }
        return digest.digest();
    }

    /** An empty digest. */
    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new HarnessException("every Java platform has SHA-256, this one does not", e);
        }
    }

    /** The jar or directory from which this very class was loaded. */
    static Path origin() {
        CodeSource source = Optional.ofNullable(
                        OwnClasses.class.getProtectionDomain().getCodeSource())
                .orElseThrow(() -> new HarnessException("cannot find the harness's own class files: no code source"));
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new HarnessException("cannot find the harness's own class files: " + source.getLocation(), e);
        }
    }
}
