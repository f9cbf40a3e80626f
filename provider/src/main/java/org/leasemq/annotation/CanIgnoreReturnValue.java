package org.leasemq.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The result may be ignored. The counterpart of {@link CheckReturnValue}. */
@Documented
@Target(ElementType.METHOD)
public @interface CanIgnoreReturnValue {}
