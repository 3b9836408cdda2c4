package org.shmstress.properties.conformance.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;

/**
 * glibc makes a named semaphore as a file {@code sem.XXXXXX}, which it links to the name when it is whole. A process that is killed between
 * the two leaves that file behind, with a value by which ours are known from others', or still empty.
 */
record Leftovers(Set<Path> before) {

    /** Nobody else's, presumably. */
    static final int VALUE = 0x5eed_0707;

    static Leftovers watch() {
        return new Leftovers(candidates());
    }

    void remove() {
        Set<Path> appeared = candidates();
        appeared.removeAll(before);
        appeared.forEach(Leftovers::removeIfOurs);
    }

    private static Set<Path> candidates() {
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SharedMemory.DIRECTORY, "sem.??????")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new HarnessException("cannot list " + SharedMemory.DIRECTORY, e);
        }
        return found;
    }

    private static void removeIfOurs(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean isOurs = bytes.length >= Integer.BYTES
                    && ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt() == VALUE;
            if (isOurs || bytes.length == 0) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new HarnessException("cannot remove " + file + ", left by a killed process", e);
        }
    }
}
