package org.shmstress.worker.operations;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationTask;

/** Makes a worker's instance of a shared object. */
final class ObjectLoader {

    private final String className;
    private final Path origin;
    private final String wovenJar;

    ObjectLoader(OperationTask task) {
        this.className = task.objectClass();
        this.origin = Path.of(task.origin());
        this.wovenJar = task.wovenJar();
    }

    /** The class. Its class loader lives as long as the class does, so nobody closes it here. */
    Class<?> type() {
        try {
            return Class.forName(className, true, loader());
        } catch (ClassNotFoundException | LinkageError | MalformedURLException e) {
            throw new HarnessException("cannot load " + className + " from " + origin + ": " + e, e);
        }
    }

    /** The instance of a lock over the given bytes. */
    SharedLock instance(Slice bytes) {
        Class<?> type = type();
        try {
            return (SharedLock) type.getConstructor(Slice.class).newInstance(bytes);
        } catch (InvocationTargetException e) {
            throw new HarnessException("the constructor of " + className + " threw " + e.getCause(), e);
        } catch (NoSuchMethodException e) {
            throw new HarnessException(className + " needs a public constructor that takes one Slice", e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new HarnessException("cannot make a " + className + " from " + origin + ": " + e, e);
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
