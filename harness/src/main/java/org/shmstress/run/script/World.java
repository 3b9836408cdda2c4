package org.shmstress.run.script;

import org.shmstress.posixmodel.PosixState;

/**
 * One of the ways in which things may stand. There is one as long as steps follow each other; several orders of overlapping steps may
 * explain the same answers and leave things differently, and only later answers tell which it was.
 *
 * @param state the model's state
 * @param identities inodes bound so far
 */
record World(PosixState state, Identities identities) {}
