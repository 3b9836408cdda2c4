package org.shmstress.posixmodel;

import org.shmstress.script.Step;

/** What shared memory may do. Pure: no call changes anything. */
public interface ReferenceModel {

    /** The state in which every script begins. */
    PosixState initial();

    /** What may happen when the step is performed in the state. */
    Ruling rule(PosixState state, Step step);
}
