package org.leasemq.jms.jndi;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.options.InvalidOptionException;

/**
 * A naming context made from its environment, usually {@code jndi.properties}:
 *
 * <pre>
 * java.naming.factory.initial = org.leasemq.jms.jndi.LeaseMQInitialContextFactory
 * java.naming.provider.url    = leasemq:derby:/var/lib/orders
 * connectionFactory.Reports   = leasemq:derby:/var/lib/reports
 * queue.jms/Orders            = orders.fifo?max-receive-count=3
 * </pre>
 *
 * <p>With a provider URL there are {@code ConnectionFactory} and {@code QueueConnectionFactory} for it. Any queue can be had
 * as {@code dynamicQueues/<name>}. A context makes one factory for each name; closing the context closes them.
 */
public final class LeaseMQInitialContextFactory implements InitialContextFactory {
    private static final String CONNECTION_FACTORY = "connectionFactory.";
    private static final String QUEUE = "queue.";

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        Map<String, Object> bindings = new HashMap<>();
        Object url = environment.get(Context.PROVIDER_URL);
        if (url != null) {
            LeaseMQConnectionFactory factory = factory(Context.PROVIDER_URL, url);
            bindings.put("ConnectionFactory", factory);
            bindings.put("QueueConnectionFactory", factory);
        }
        for (Map.Entry<?, ?> entry : environment.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (key.startsWith(CONNECTION_FACTORY)) {
                bindings.put(key.substring(CONNECTION_FACTORY.length()), factory(key, entry.getValue()));
            } else if (key.startsWith(QUEUE)) {
                bindings.put(key.substring(QUEUE.length()), queue(key, entry.getValue()));
            }
        }
        return new LeaseMQContext(bindings, environment);
    }

    private static LeaseMQConnectionFactory factory(String key, Object url) throws NamingException {
        try {
            return new LeaseMQConnectionFactory(String.valueOf(url));
        } catch (InvalidOptionException e) {
            throw failure("Property " + key + ": " + e.getMessage(), e);
        }
    }

    private static LeaseMQQueue queue(String key, Object name) throws NamingException {
        try {
            return new LeaseMQQueue(String.valueOf(name));
        } catch (InvalidOptionException e) {
            throw failure("Property " + key + ": " + e.getMessage(), e);
        }
    }

    static NamingException failure(String message, Exception cause) {
        NamingException failure = new NamingException(message);
        failure.setRootCause(cause);
        return failure;
    }
}
