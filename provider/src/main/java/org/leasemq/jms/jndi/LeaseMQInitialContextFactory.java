package org.leasemq.jms.jndi;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Function;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.LeaseMQTopic;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.options.InvalidOptionException;

/**
 * A naming context made from its environment, usually {@code jndi.properties}:
 *
 * <pre>
 * java.naming.factory.initial = org.leasemq.jms.jndi.LeaseMQInitialContextFactory
 * java.naming.provider.url    = leasemq:derby:/var/lib/orders
 * connectionFactory.Reports   = leasemq:derby:/var/lib/reports
 * queue.jms/Orders            = orders.fifo?max-receive-count=3
 * topic.jms/Prices            = prices
 * </pre>
 *
 * <p>With a provider URL there are {@code XAConnectionFactory} and {@code ConnectionFactory},
 * {@code QueueConnectionFactory} and {@code TopicConnectionFactory} for it, or instead of these those that {@code connectionFactoryNames} lists. Any queue can be had as
 * {@code dynamicQueues/<name>}, any topic as {@code dynamicTopics/<name>}. A context makes one factory for each name;
 * closing the context closes them.
 */
public final class LeaseMQInitialContextFactory implements InitialContextFactory {
    private static final String FACTORY_NAMES = "connectionFactoryNames";
    private static final String USUAL_NAMES = "ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory";

    /** What a property makes, by the prefix of its name; spelled as people have it from other providers. */
    private static final Map<String, Function<String, Object>> MAKERS = Map.of(
            "connectionFactory.", LeaseMQConnectionFactory::new,
            "xaConnectionFactory.", LeaseMQXAConnectionFactory::new,
            "connectionfactory.", LeaseMQConnectionFactory::new,
            "queue.", LeaseMQQueue::new,
            "topic.", LeaseMQTopic::new);

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        Map<String, Object> bindings = new HashMap<>();
        Object url = environment.get(Context.PROVIDER_URL);
        if (url != null) {
            Object factory = make(LeaseMQConnectionFactory::new, Context.PROVIDER_URL, url);
            Object names = environment.get(FACTORY_NAMES);
            for (String name :
                    String.valueOf(names == null ? USUAL_NAMES : names).split(",", -1)) {
                bindings.put(name.strip(), factory);
            }
            bindings.put("XAConnectionFactory", make(LeaseMQXAConnectionFactory::new, Context.PROVIDER_URL, url));
        }
        for (Map.Entry<?, ?> entry : environment.entrySet()) {
            bind(String.valueOf(entry.getKey()), entry.getValue(), bindings);
        }
        return new LeaseMQContext(bindings, environment);
    }

    private static void bind(String property, Object value, Map<String, Object> bindings) throws NamingException {
        for (Map.Entry<String, Function<String, Object>> maker : MAKERS.entrySet()) {
            if (property.startsWith(maker.getKey())) {
                bindings.put(property.substring(maker.getKey().length()), make(maker.getValue(), property, value));
            }
        }
    }

    private static Object make(Function<String, Object> maker, String property, Object value) throws NamingException {
        try {
            return maker.apply(String.valueOf(value));
        } catch (InvalidOptionException e) {
            throw failure("Property " + property + ": " + e.getMessage(), e);
        }
    }

    static NamingException failure(String message, Exception cause) {
        NamingException failure = new NamingException(message);
        failure.setRootCause(cause);
        return failure;
    }
}
