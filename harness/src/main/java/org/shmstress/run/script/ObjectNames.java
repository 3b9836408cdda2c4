package org.shmstress.run.script;

/** Real names for the symbolic ones of scripts. */
public interface ObjectNames {

    /** A name of a shared-memory object that nobody else uses; the same for the same symbol until {@link #removeAll}. */
    String realName(String symbol);

    /** Removes every object that still has one of the names given out, and forgets them. */
    void removeAll();
}
