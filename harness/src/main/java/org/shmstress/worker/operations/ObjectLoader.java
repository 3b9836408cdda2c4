package org.shmstress.worker.operations;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.protocol.OperationTask;

/** Loads the class of a shared object. */
final class ObjectLoader {

    private final String className;
    private final Path origin;
    private final String wovenJar;

    private ObjectLoader(OperationTask task, String wovenJar) {
        this.className = task.objectClass();
        this.origin = Path.of(task.origin());
        this.wovenJar = wovenJar;
    }

    /** Loads the class as it was compiled. */
    static ObjectLoader compiled(OperationTask task) {
        return new ObjectLoader(task, "");
    }

    /** Loads the class whose shared accesses are steps, if the task has one. */
    static ObjectLoader woven(OperationTask task) {
        return new ObjectLoader(task, task.wovenJar());
    }

    /** The class. Its class loader lives as long as the class does, so nobody closes it here. */
    Class<?> type() {
        try {
            return Class.forName(className, true, loader());
        } catch (ClassNotFoundException | LinkageError | MalformedURLException e) {
            throw new HarnessException("cannot load " + className + " from " + origin + ": " + e, e);
        }
    }

    /** Woven classes come first where there are any. */
    private ClassLoader loader() throws MalformedURLException {
        URL compiled = origin.toUri().toURL();
        URL[] places = wovenJar.isEmpty()
                ? new URL[] {compiled}
                : new URL[] {Path.of(wovenJar).toUri().toURL(), compiled};
        return new URLClassLoader(places, ObjectLoader.class.getClassLoader());
    }
}
