package org.leasemq.ra.config;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;

/** Makes errors that name the property that is wrong. */
public final class Problems {
    private Problems() {}

    public static InvalidPropertyException of(Class<?> bean, String property, String message) {
        InvalidPropertyException problem = new InvalidPropertyException(message);
        try {
            problem.setInvalidPropertyDescriptors(new PropertyDescriptor[] {new PropertyDescriptor(property, bean)});
        } catch (IntrospectionException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }
}
