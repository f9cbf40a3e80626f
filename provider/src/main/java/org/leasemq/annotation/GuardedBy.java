package org.leasemq.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field is used, or a method called, by those only who hold a lock. Checked by static analysis, which knows the annotation by
 * its simple name; nothing is left of it in class files.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface GuardedBy {
    /** The lock: a field of the class, or {@code this}. */
    String value();
}
