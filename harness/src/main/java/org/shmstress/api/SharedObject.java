package org.shmstress.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose instances, one per process, work on the same bytes. It has a public constructor that takes the
 * {@link Slice} with those bytes, zeroed before the first instance is made.
 *
 * <p>An object whose matter is files has a constructor that takes a {@link Slice} and a {@link java.nio.file.Path} instead: a directory on
 * tmpfs, empty before the first instance is made, in which all processes of the trial work and nobody else. The harness removes it with
 * all that is in it. One that keeps files open implements {@link AutoCloseable} and closes them: each round of a trial makes new instances.
 *
 * <p>It is a {@link SharedLock}, or it has operations and a model: a plain class with the same methods that does the same when one
 * call follows the other.
 *
 * <pre>{@code
 * @SharedObject(title = "counter", bytes = 8)
 * public class Counter {
 *     private final Slice value;
 *
 *     public Counter(Slice value) {
 *         this.value = value;
 *     }
 *
 *     @Operation
 *     public long increment() {
 *         return value.getAndAddLong(0, 1) + 1;
 *     }
 *
 *     @Operation
 *     public long get() {
 *         return value.getLongVolatile(0);
 *     }
 *
 *     public static final class Model {
 *         private long value;
 *
 *         public long increment() {
 *             return ++value;
 *         }
 *
 *         public long get() {
 *             return value;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The model is a public static class named {@code Model} inside the object's class or an ancestor's, with a public constructor
 * without parameters. Its fields are its state, by which judges tell one situation from another and go back to it: primitives,
 * strings, enums, arrays of these, and the JDK's collections and maps of these. It needs neither {@code equals} nor {@code clone}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SharedObject {

    /** One line for lists. */
    String title();

    /** What can go wrong, in sentences. */
    String description() default "";

    /** Size of the slice in bytes. */
    int bytes();

    /** How many processes use it in a trial. */
    int workers() default 2;

    /** Id of the planted defect, e.g. {@code D-001}, if the class is a mutant. */
    String defect() default "";

    /**
     * What is known to go wrong with somebody else's code here, since which version, and why that is accepted. What judges find wrong is
     * then a documented deviation: shown with this reason, and no failure. Deaths that nobody injected remain failures.
     */
    String deviation() default "";

    /**
     * Regular expression that is found in what judges say of the deviation and in nothing else that they say: what is wrong, and the lines of the
     * explanation below. Whatever else they find wrong is a failure then.
     */
    String deviationIs() default "";

    /**
     * Ids of the controls that it stands for, e.g. {@code C-001}: correct code that looks like a defect and must never be flagged. They
     * are tags, too.
     */
    String[] control() default {};

    /** What is done to workers in the middle of it; none: nothing. Each is done at every step in turn. */
    Fault[] faults() default {};
}
