package org.shmstress.lift.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What must come of a class of the corpus. A class that does not say has one outcome: the one that its original has. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Comes {

    /** Outcomes that must be seen; the class's own outcome table says which others may be. */
    String[] shows() default {};

    /** Words in the reason with which the scanner refuses the class; empty: it runs. */
    String refused() default "";
}
