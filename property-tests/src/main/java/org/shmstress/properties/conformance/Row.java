package org.shmstress.properties.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a {@code static void} method with one {@link Scene} parameter as the check of a row of the table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Row {

    /** Id of the row, e.g. {@code SEM_WAIT-03}. */
    String value();

    /** What the machine must allow for it. {@link Scene#helper} brings {@link Capability#C_COMPILER} by itself. */
    Capability[] needs() default {};
}
