package org.shmstress.api.spi;

/** A shared object whose monitor is a word in memory that all processes share. Lifting makes classes implement it. */
public interface Monitored {

    /** Enters the monitor, waiting until no other thread of any process is in it. */
    void $enter();

    /** Leaves the monitor. */
    void $exit();

    /** Whether the calling thread is in it. */
    boolean $holds();
}
