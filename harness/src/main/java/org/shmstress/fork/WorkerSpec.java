package org.shmstress.fork;

import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;

/**
 * What kind of worker is wanted.
 *
 * @param jvm JDK that it runs on
 * @param path access path that it uses for all its life
 */
public record WorkerSpec(Jvm jvm, AccessPath path) {

    /** As logs and messages name it. */
    public String describe() {
        return "JDK " + jvm.feature() + ", " + path.label();
    }
}
