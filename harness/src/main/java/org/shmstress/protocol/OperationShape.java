package org.shmstress.protocol;

import java.util.List;

/**
 * One operation of a shared object, as its class file says.
 *
 * @param name name of the method, unique in its class
 * @param descriptor descriptor of the method
 * @param weight how often it is called, relative to others
 * @param blocking whether a call may have to wait for another worker
 * @param workers indices of the workers that call it; none: all
 * @param parameters its parameters, in order
 * @param constants of the enum that it returns, in order; none for other results
 * @param exceptions binary names of exceptions that are outcomes
 */
public record OperationShape(
        String name,
        String descriptor,
        int weight,
        boolean blocking,
        List<Integer> workers,
        List<OperationParameter> parameters,
        List<String> constants,
        List<String> exceptions) {

    /** Arguments are recorded in a line of fixed width. */
    public static final int MAX_PARAMETERS = 3;

    /** Whether a worker calls it. */
    public boolean isCalledBy(int worker) {
        return workers.isEmpty() || workers.contains(worker);
    }

    /** Descriptor of the result. */
    public String result() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }
}
