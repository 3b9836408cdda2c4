package org.shmstress.script;

/**
 * One worker does one thing.
 *
 * @param worker index of the worker, from 0
 * @param action what it does
 */
public record Step(int worker, Action action) {

    /** The step in its text form: {@code 0: create alpha as a}. */
    public String text() {
        return worker + ": " + action.text();
    }
}
