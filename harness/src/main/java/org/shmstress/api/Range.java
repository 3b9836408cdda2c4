package org.shmstress.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Values from which an {@code int} or {@code long} parameter of an {@link Operation} is drawn, evenly and by the trial's seed. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Range {

    /** The least value. */
    long from();

    /** The greatest value. */
    long to();
}
