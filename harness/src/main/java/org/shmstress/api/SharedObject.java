package org.shmstress.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose instances, one per process, work on the same bytes. It has a public constructor that takes the
 * {@link Slice} with those bytes, zeroed before the first instance is made.
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

    /** Whether a worker that owns it is killed in the middle of each trial. */
    boolean killOwner() default false;
}
