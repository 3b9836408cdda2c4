package org.shmstress.posix;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The same zeroed bytes at two addresses, as two processes have them. */
final class TwoMappings implements AutoCloseable {

    private static final int OFFSET = 64;

    private final ScratchObject object = new ScratchObject(4_096);
    private final long second = Memory.mapShared(object.fd, object.sizeBytes);
    final long here = object.address + OFFSET;
    final long there = second + OFFSET;

    @Override
    public void close() {
        Memory.unmap(second, object.sizeBytes);
        object.close();
    }

    /** Begins something that may have to wait. */
    static <T> FutureTask<T> begin(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "waiter");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Its result. */
    static <T> T end(FutureTask<T> task) throws Exception {
        return task.get(60, TimeUnit.SECONDS);
    }
}
