package org.shmstress.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.shmstress.HarnessException;

/** By which what was kept is known again: short digests of facts, and the facts that tell a changed file. */
final class Fingerprint {

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    static String of(List<String> facts) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new HarnessException("every Java platform has SHA-256, this one does not", e);
        }
    }

    /**
     * Size and modification time of a file.
     *
     * @throws IOException if it cannot be examined
     */
    static String stamp(Path file) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        return seen.size() + " " + seen.lastModifiedTime();
    }
}
