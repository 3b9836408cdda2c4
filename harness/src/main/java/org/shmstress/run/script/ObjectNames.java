package org.shmstress.run.script;

import org.shmstress.posix.SharedMemory;

/** Real names for the symbolic ones of scripts. */
public interface ObjectNames {

    /** A name of a shared-memory object that nobody else uses; the same for the same symbol until {@link #removeAll}. */
    String realName(String symbol);

    /** A path in a private directory, which is made when it is first asked for; the same for the same symbol until {@link #removeAll}. */
    default String realPath(String symbol) {
        throw new UnsupportedOperationException("these names are of shared-memory objects only");
    }

    /**
     * What a script's name of an object stands for: a symbol that begins with {@code file.} names a file beside shared-memory objects, one
     * that begins with {@code disk.} a file in a private directory, each opened by its path; any other one a shared-memory object.
     */
    default String anyName(String symbol) {
        if (symbol.startsWith("file.")) {
            return SharedMemory.path(realName(symbol)).toString();
        }
        return symbol.startsWith("disk.") ? realPath(symbol) : realName(symbol);
    }

    /** Removes every object and file that still has one of the names given out, and forgets them. */
    void removeAll();
}
