package org.shmstress.scenario.shape;

import java.util.EnumSet;
import java.util.Set;
import org.shmstress.segment.AccessPath;

/**
 * What a JIT compiler may do with plain accesses of a certain shape when they go to fields on the heap. Whether it may do the
 * same on memory of the segment depends on the access path: seen in machine code that C2 of JDK 17 and 25 makes.
 *
 * <p>So a test whose actors have the shape, run between processes on a path that does not grant the freedom, says nothing about
 * the outcomes that come from it; between threads on fields it does.
 */
public enum JitFreedom {
    /** A loop that waits for a field reads it once, before it starts. */
    HOIST_A_READ("read a field once before a loop that waits for it"),
    /** Two reads of one field become one. */
    MERGE_READS("make two reads of one field one"),
    /** The same, though another field is written in between. */
    MERGE_READS_ACROSS_A_WRITE("make two reads of one field one across a write to another"),
    /** Stores to two fields change their order. */
    SWAP_STORES("swap stores to two fields"),
    /** Of two stores to one field only the last is made. */
    DROP_A_STORE("drop a store that another to the same field follows"),
    /** Two neighbouring stores become a wider one. */
    FUSE_STORES("make one wide store of two to neighbouring ints");

    private final String words;

    JitFreedom(String words) {
        this.words = words;
    }

    /** What the compiler may do, as in "it may …". */
    public String words() {
        return words;
    }

    /** Whether C2 makes use of it where the accesses are to fields on the heap. */
    public boolean onFields() {
        return this != FUSE_STORES;
    }

    /** Whether C2 of that JDK makes use of it where the accesses reach the segment by that path. */
    public boolean on(AccessPath path, int jdkFeature) {
        return switch (this) {
            case MERGE_READS -> path == AccessPath.UNSAFE;
            case DROP_A_STORE -> path == AccessPath.UNSAFE || (path == AccessPath.BYTE_BUFFER && jdkFeature < 25);
            case FUSE_STORES -> path == AccessPath.BYTE_BUFFER && jdkFeature >= 25;
            case HOIST_A_READ, MERGE_READS_ACROSS_A_WRITE, SWAP_STORES -> false;
        };
    }

    /**
     * Those among the freedoms of a test that it has on fields but not here. If there are any, then a trial on that path is not a
     * statement about the JIT's freedom on fields.
     */
    public static Set<JitFreedom> lostOn(AccessPath path, int jdkFeature, Set<JitFreedom> freedoms) {
        Set<JitFreedom> lost = EnumSet.noneOf(JitFreedom.class);
        freedoms.stream().filter(f -> f.onFields() && !f.on(path, jdkFeature)).forEach(lost::add);
        return lost;
    }
}
