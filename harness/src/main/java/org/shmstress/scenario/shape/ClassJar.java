package org.shmstress.scenario.shape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.shmstress.HarnessException;

/** Jars of rewritten classes in a cache: the counterpart of {@link ClassSource}. */
public final class ClassJar {

    private ClassJar() {}

    /**
     * Puts a jar in place by an atomic rename, so that runs at the same time do not disturb each other.
     *
     * @param what what the classes are, for complaints
     * @param classes class files by internal name
     */
    public static void store(String what, Path jar, Map<String, byte[]> classes) {
        Path directory = jar.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, ".draft-", ".jar");
            try {
                Files.write(draft, zip(classes));
                Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "cannot keep " + what + "s in " + directory + ": it is not a directory",
                    e);
        } catch (IOException e) {
            throw new HarnessException("cannot write the " + what + " " + jar + ": check room and permissions", e);
        }
    }

    private static byte[] zip(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                ZipEntry file = new ZipEntry(entry.getKey() + ".class");
                file.setTime(0);
                zip.putNextEntry(file);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
