package org.leasemq.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;

/** Makes errors that name the property that is wrong. */
final class Problems {
    private Problems() {}

    static InvalidPropertyException of(Class<?> bean, String property, String message) {
        InvalidPropertyException problem = new InvalidPropertyException(message);
        try {
            problem.setInvalidPropertyDescriptors(new PropertyDescriptor[] {new PropertyDescriptor(property, bean)});
        } catch (IntrospectionException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }
}
