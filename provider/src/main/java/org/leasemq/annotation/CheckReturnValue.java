package org.leasemq.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The result must be used. Checked by static analysis, which knows the annotation by its simple name. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
