package org.leasemq.ra;

import jakarta.jms.MessageListener;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;

/** Beans whose deliveries are transacted unless they say otherwise: all of a factory but how a bean is made. */
public interface TransactedBeans extends MessageEndpointFactory {
    @Override
    default MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    default boolean isDeliveryTransacted(Method method) {
        return true;
    }

    @Override
    default String getActivationName() {
        return "beans";
    }

    @Override
    default Class<?> getEndpointClass() {
        return MessageListener.class;
    }
}
