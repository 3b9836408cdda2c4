package org.shmstress.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link SharedObject} that workers call in seeded bursts. What each call was given and how it ended is recorded and
 * compared with the model, whose method of the same name and parameters says what may come out.
 *
 * <p>The method is public. Parameters are {@code int} or {@code long}, drawn from 0 to 9 unless {@link Range}, {@link Unique} or
 * {@link Worker} says otherwise, {@code boolean}, or an enum declared beside the object; there are three at the most. It returns
 * {@code void}, a primitive, or an enum declared beside the object. Exceptions in its {@code throws} clause are outcomes, and the
 * model throws them too; any other exception is an error of the class and ends the trial.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

    /** How often it is called, relative to the other operations that the same worker may call. From 1. */
    int weight() default 1;

    /**
     * Whether a call may have to wait for another worker. The model says when by {@link MustWait}. A call that comes to wait for
     * ever where the model says that it need not is a defect.
     */
    boolean blocking() default false;

    /** Indices, from 0, of the workers that call it, for objects with roles such as one producer and one consumer. None: all of them. */
    int[] workers() default {};
}
