package org.shmstress.posixmodel;

import org.shmstress.segment.AccessPath;

/**
 * What the model must know about a worker: by it an access past the end ends one way or the other, and a call is permitted or
 * not.
 *
 * @param path access path of the worker
 * @param feature feature version of its JDK
 * @param credentials as whom it acts
 */
public record Traits(AccessPath path, int feature, Credentials credentials) {

    /** A worker that acts as an ordinary user. */
    public Traits(AccessPath path, int feature) {
        this(path, feature, Credentials.ORDINARY);
    }
}
