package org.shmstress.record;

import java.io.IOException;
import java.io.InputStream;

/** A file line by line, each a stream of its own that nobody has to hold: a line may be longer than any array. */
final class LineStream extends InputStream {
    private final InputStream file;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int size;
    private boolean ended = true;

    LineStream(InputStream file) {
        this.file = file;
    }

    /** Goes on to the next line; false if there is none. */
    boolean next() throws IOException {
        skipRest();
        ended = false;
        return fill();
    }

    /** Skips what is left of the line; false if the file ends before it does. */
    boolean skipRest() throws IOException {
        while (!ended && fill()) {
            at = endOfLine();
            if (at < size) {
                at++;
                ended = true;
            }
        }
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (ended || !fill()) {
            return -1;
        }
        int taken = Math.min(length, endOfLine() - at);
        if (taken == 0) {
            at++;
            ended = true;
            return -1;
        }
        System.arraycopy(block, at, target, offset, taken);
        at += taken;
        return taken;
    }

    /** Where the line ends in the block; the block's end if it goes on. */
    private int endOfLine() {
        int end = at;
        while (end < size && block[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        if (at == size) {
            at = 0;
            size = Math.max(0, file.read(block));
        }
        return at < size;
    }
}
