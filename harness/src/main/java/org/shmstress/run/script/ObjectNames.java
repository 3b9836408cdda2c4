package org.shmstress.run.script;

/** Real names for the symbolic ones of scripts. */
public interface ObjectNames {

    /** A name of a shared-memory object that nobody else uses; the same for the same symbol until {@link #removeAll}. */
    String realName(String symbol);

    /** A path in a private directory, which is made when it is first asked for; the same for the same symbol until {@link #removeAll}. */
    default String realPath(String symbol) {
        throw new UnsupportedOperationException("these names are of shared-memory objects only");
    }

    /** Removes every object and file that still has one of the names given out, and forgets them. */
    void removeAll();
}
