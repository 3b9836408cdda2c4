package org.shmstress.worker.operations;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.shmstress.HarnessException;
import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationTask;
import org.shmstress.segment.PrivateDirectory;

/**
 * Makes instances of the object under test. What its constructor or initialiser throws names class, method and remedy.
 *
 * <p>An object that takes a directory finds it empty at the beginning of each generation; generations are counted from 1.
 */
final class ObjectFactory {

    private final Class<?> type;
    private final OperationTask task;
    private final boolean takesDirectory;

    ObjectFactory(Class<?> type, OperationTask task) {
        this.type = type;
        this.task = task;
        this.takesDirectory = Arrays.stream(type.getConstructors())
                .anyMatch(c -> Arrays.equals(c.getParameterTypes(), new Class<?>[] {Slice.class, Path.class}));
    }

    Class<?> type() {
        return type;
    }

    /** Zeroes the bytes and empties the directory of a new generation, and makes them ready for use; by one worker, alone. */
    void prepare(Slice bytes, long generation) {
        bytes.fill(0, bytes.size(), (byte) 0);
        if (takesDirectory) {
            PrivateDirectory.remove(directory(generation - 1));
            PrivateDirectory.create(directory(generation));
        }
        Object object = attach(bytes, generation);
        initialise(object);
        release(object);
    }

    /** This worker's instance over the shared bytes. */
    Object attach(Slice bytes, long generation) {
        try {
            return takesDirectory
                    ? type.getConstructor(Slice.class, Path.class).newInstance(bytes, directory(generation))
                    : type.getConstructor(Slice.class).newInstance(bytes);
        } catch (InvocationTargetException e) {
            throw threw("constructor", e.getCause(), e);
        } catch (NoSuchMethodException e) {
            throw new HarnessException(
                    type.getName() + " needs a public constructor that takes one Slice, or a Slice and a Path", e);
        } catch (ReflectiveOperationException e) {
            throw new HarnessException("cannot make a " + type.getName() + ": " + e, e);
        }
    }

    /** Closes an instance that has something to close. */
    void release(Object object) {
        if (object instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new HarnessException(type.getName() + ".close threw " + e, e);
            }
        }
    }

    private Path directory(long generation) {
        return Path.of(task.directory()).resolve(Long.toString(generation));
    }

    /** Makes the zeroed bytes ready for use, if the object has a method for that. */
    private void initialise(Object object) {
        if (object instanceof SharedLock lock) {
            try {
                lock.initialise();
            } catch (RuntimeException e) {
                throw threw("initialise", e, e);
            }
        }
        if (task.initialiser().isEmpty()) {
            return;
        }
        try {
            type.getMethod(task.initialiser()).invoke(object);
        } catch (InvocationTargetException e) {
            throw threw(task.initialiser(), e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new HarnessException(type.getName() + "." + task.initialiser() + " must be public", e);
        }
    }

    private HarnessException threw(String method, @Nullable Throwable what, Exception thrown) {
        return new HarnessException(
                type.getName() + ": its " + method + " threw " + what + "; it must work on " + task.objectBytes()
                        + " zeroed bytes, as bytes of @SharedObject says",
                thrown);
    }
}
