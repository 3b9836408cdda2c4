package org.shmstress.worker;

import org.shmstress.segment.AccessPath;

/** Where a forked JVM begins. Its one argument is the constant name of the access path that it uses for all its life. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        AccessPath path = AccessPath.valueOf(args[0]);
        WorkerLoop.run(path.label(), new WorkerCommands(path));
    }
}
