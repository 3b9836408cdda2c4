package org.shmstress.properties.conformance.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.shmstress.HarnessException;

/** Many words of an object at once, by the file that it is in /dev/shm. */
final class SharedFile {

    private SharedFile() {}

    static void write(String path, long offset, long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(words);
        try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes, offset + bytes.position());
            }
        } catch (IOException e) {
            throw new HarnessException("cannot write " + path, e);
        }
    }

    static long[] read(String path, long offset, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {}
        } catch (IOException e) {
            throw new HarnessException("cannot read " + path, e);
        }
        if (bytes.hasRemaining()) {
            throw new HarnessException(path + " ends before " + (offset + bytes.capacity()));
        }
        long[] words = new long[count];
        bytes.flip().asLongBuffer().get(words);
        return words;
    }
}
