package org.shmstress.properties.conformance;

import org.shmstress.script.Argument;

/**
 * A descriptor of one party, to be passed to its calls.
 *
 * @param handle its word in the script
 * @param number the number by which the process knows it
 */
public record Fd(String handle, int number) {

    Argument argument() {
        return new Argument.Descriptor(handle);
    }
}
