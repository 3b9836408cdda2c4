package org.shmstress.tests.sync;

import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A word of 32 bits that holds an 8-bit flag for each process, written by that process alone.
 *
 * <p>What can go wrong: a byte may be stored by itself, but who reads the word, changes its byte and stores the word rolls back what
 * the neighbours have written in between.
 */
@SharedObject(
        title = "Flags of one byte in one word",
        description = "Each process stores its own byte by itself; the neighbours' stay what they are.",
        bytes = 4)
public class FlagsWord {

    private final Slice word;

    public FlagsWord(Slice word) {
        this.word = word;
    }

    /** Sets the calling process's flag. */
    @Operation
    public void set(@Key @Worker int process, @Range(from = 0, to = 127) int flag) {
        store(word, process, flag);
    }

    /** The calling process's flag. */
    @Operation
    public int get(@Key @Worker int process) {
        return word.getByte(process);
    }

    void store(Slice flags, int process, int flag) {
        flags.putByte(process, (byte) flag);
    }

    /** One process's flag. */
    public static final class Model {
        private int flag;

        public void set(int process, int newFlag) {
            flag = newFlag;
        }

        public int get(int process) {
            return flag;
        }
    }

    /** D-110: the flag is set by reading, changing and storing the whole word. */
    @SharedObject(
            title = "Flags of one byte, set by storing the whole word",
            description =
                    "A flag is changed in a copy of the word, which is then stored; that rolls back the neighbour's flag.",
            bytes = 4,
            defect = "D-110")
    public static final class WholeWord extends FlagsWord {

        public WholeWord(Slice word) {
            super(word);
        }

        @Override
        void store(Slice flags, int process, int flag) {
            int shift = process * Byte.SIZE;
            int others = flags.getInt(0) & ~(0xFF << shift);
            flags.putInt(0, others | flag << shift);
        }
    }
}
