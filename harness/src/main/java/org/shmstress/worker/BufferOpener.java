package org.shmstress.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.protocol.Message.Attach;
import org.shmstress.segment.AccessPath;

/** Maps through {@link FileChannel}, for {@link AccessPath#BYTE_BUFFER} only. */
final class BufferOpener implements MappingOpener {

    @Override
    public MappedSegment open(Attach attach, AccessPath path) throws IOException {
        if (path != AccessPath.BYTE_BUFFER) {
            throw new UnsupportedOperationException("no mapping for access path " + path.label());
        }
        Path file = Path.of(attach.path());
        long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // map() would silently extend a file that is too short.
            if (channel.size() != attach.sizeBytes() || inode != attach.inode()) {
                throw new IOException(file + " has inode " + inode + " and " + channel.size() + " bytes; expected inode "
                        + attach.inode() + " and " + attach.sizeBytes() + " bytes");
            }
            ByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, attach.sizeBytes());
            return new Mapped(buffer.order(ByteOrder.nativeOrder()), addressOf(inode), inode);
        }
    }

    private static long addressOf(long inode) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/maps"));
        for (String line : lines) {
            String[] words = line.split(" +");
            if (words.length > 4 && words[4].equals(Long.toString(inode))) {
                return Long.parseUnsignedLong(words[0].substring(0, words[0].indexOf('-')), 16);
            }
        }
        throw new IOException("inode " + inode + " is not in /proc/self/maps after mapping it");
    }

    private record Mapped(ByteBuffer buffer, long address, long inode) implements MappedSegment {
        @Override
        public SliceAccess access() {
            return new BufferAccess();
        }

        @Override
        public Object region() {
            return buffer;
        }

        @Override
        public long base() {
            return 0;
        }

        @Override
        public void close() {
            // The buffer is unmapped when it is collected.
        }
    }
}
