package org.shmstress.posixmodel;

import org.shmstress.segment.AccessPath;

/**
 * What the model must know about a worker: by it an access past the end ends one way or the other.
 *
 * @param path access path of the worker
 * @param feature feature version of its JDK
 */
public record Traits(AccessPath path, int feature) {}
