package org.leasemq.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom something public is for. What stands on a package is said of all that is in it, unless a type or a member has an
 * annotation of its own. Where nothing is said, a type is for its own module only, whatever Java allows. The build holds everybody
 * to it; when a program runs, nobody asks.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE, ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface VisibleTo {
    /** For whom it is. */
    Audience value();

    /** Who may use what is public. */
    enum Audience {
        /** Whoever uses LeaseMQ: what is theirs changes only with a line in the changelog. */
        APPLICATIONS,
        /** Other modules of LeaseMQ, which are released with this one. Applications leave it alone. */
        FACES
    }
}
