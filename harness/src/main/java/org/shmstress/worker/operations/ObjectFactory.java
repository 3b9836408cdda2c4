package org.shmstress.worker.operations;

import java.lang.reflect.InvocationTargetException;
import org.shmstress.HarnessException;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationTask;

/** Makes instances of the object under test. What its constructor or initialiser throws names class, method and remedy. */
final class ObjectFactory {

    private final Class<?> type;
    private final OperationTask task;

    ObjectFactory(ObjectLoader loader, OperationTask task) {
        this.type = loader.type();
        this.task = task;
    }

    Class<?> type() {
        return type;
    }

    /** This worker's instance over the shared bytes. */
    Object attach(Slice bytes) {
        try {
            return type.getConstructor(Slice.class).newInstance(bytes);
        } catch (InvocationTargetException e) {
            throw threw("constructor", e);
        } catch (ReflectiveOperationException e) {
            throw new HarnessException(type.getName() + " needs a public constructor that takes one Slice", e);
        }
    }

    /** Makes the zeroed bytes ready for use, if the object has a method for that. */
    void initialise(Object object) {
        if (task.initialiser().isEmpty()) {
            return;
        }
        try {
            type.getMethod(task.initialiser()).invoke(object);
        } catch (InvocationTargetException e) {
            throw threw(task.initialiser(), e);
        } catch (ReflectiveOperationException e) {
            throw new HarnessException(type.getName() + "." + task.initialiser() + " must be public", e);
        }
    }

    private HarnessException threw(String method, InvocationTargetException thrown) {
        return new HarnessException(
                type.getName() + ": its " + method + " threw " + thrown.getCause() + "; it must work on "
                        + task.objectBytes() + " zeroed bytes, as bytes of @SharedObject says",
                thrown);
    }
}
