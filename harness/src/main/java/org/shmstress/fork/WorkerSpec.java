package org.shmstress.fork;

import java.util.List;
import java.util.stream.IntStream;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Trial;
import org.shmstress.segment.AccessPath;

/**
 * What kind of worker is wanted; all of it is for life.
 *
 * @param jvm JDK that it runs on
 * @param path access path that it uses
 * @param jit how its code is compiled
 */
public record WorkerSpec(Jvm jvm, AccessPath path, Jit jit) {

    /** A worker that compiles as its JVM does by itself. */
    public WorkerSpec(Jvm jvm, AccessPath path) {
        this(jvm, path, Jit.TIERED);
    }

    /** The workers of a trial, in order. */
    public static List<WorkerSpec> of(Trial trial) {
        return IntStream.range(0, trial.jvms().size())
                .mapToObj(i -> new WorkerSpec(
                        trial.jvms().get(i), trial.path(), trial.jits().get(i)))
                .toList();
    }

    /** As logs and messages name it. */
    public String describe() {
        return "JDK " + jvm.feature() + ", " + path.label() + (jit.equals(Jit.TIERED) ? "" : ", " + jit.text());
    }
}
