package org.leasemq.jms;

import java.util.Collections;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.leasemq.options.InvalidOptionException;

/**
 * Makes connection factories and queues from references, as directories and servlet containers keep them. In Tomcat:
 *
 * <pre>{@code
 * <Resource name="jms/ConnectionFactory" auth="Container" type="org.leasemq.jms.LeaseMQConnectionFactory"
 *     factory="org.leasemq.jms.LeaseMQObjectFactory" url="leasemq:derby:/var/lib/orders" max-receive-count="3"/>
 * <Resource name="jms/orders" auth="Container" type="org.leasemq.jms.LeaseMQQueue"
 *     factory="org.leasemq.jms.LeaseMQObjectFactory" queue="orders.fifo"/>
 * }</pre>
 */
public final class LeaseMQObjectFactory implements ObjectFactory {
    /** Name of the part of a reference that holds a queue's name. */
    public static final String QUEUE = References.QUEUE;
    /** Name of the part of a reference that holds a topic's name. */
    public static final String TOPIC = References.TOPIC;
    /** Name of the part of a reference that holds a connection URL. */
    public static final String URL = References.URL;

    /** What containers add to every reference. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("auth", "scope", "factory", "singleton", "description", "closeMethod", "type", "name");

    @Override
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        try {
            if (reference.getClassName().equals(LeaseMQQueue.class.getName())) {
                return new LeaseMQQueue(text(reference.get(QUEUE)));
            }
            if (reference.getClassName().equals(LeaseMQTopic.class.getName())) {
                return new LeaseMQTopic(text(reference.get(TOPIC)));
            }
            if (reference.getClassName().equals(LeaseMQConnectionFactory.class.getName())) {
                return connectionFactory(new LeaseMQConnectionFactory(), reference);
            }
            if (reference.getClassName().equals(LeaseMQXAConnectionFactory.class.getName())) {
                return connectionFactory(new LeaseMQXAConnectionFactory(), reference);
            }
            return null;
        } catch (InvalidOptionException e) {
            NamingException failure =
                    new NamingException("Resource '" + name + "' is not set up rightly: " + e.getMessage());
            failure.setRootCause(e);
            throw failure;
        }
    }

    private static LeaseMQFactory connectionFactory(LeaseMQFactory factory, Reference reference) {
        factory.setUrl(text(reference.get(URL)));
        for (RefAddr part : Collections.list(reference.getAll())) {
            if (!part.getType().equals(URL) && !OF_CONTAINERS.contains(part.getType())) {
                factory.setOption(part.getType(), text(part));
            }
        }
        return factory;
    }

    private static String text(RefAddr part) {
        return part == null ? null : String.valueOf(part.getContent());
    }
}
