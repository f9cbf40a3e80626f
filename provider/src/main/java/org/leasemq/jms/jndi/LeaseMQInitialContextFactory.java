package org.leasemq.jms.jndi;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.LeaseMQTopic;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.NearestName;

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

    /** What a property makes, by its kind, which stands before the first dot of its name; spelled as people have it from other providers. */
    private static final Map<String, Function<String, Object>> MAKERS = Map.of(
            "connectionFactory", LeaseMQConnectionFactory::new,
            "xaConnectionFactory", LeaseMQXAConnectionFactory::new,
            "connectionfactory", LeaseMQConnectionFactory::new,
            "queue", LeaseMQQueue::new,
            "topic", LeaseMQTopic::new);

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        Map<String, Object> bindings = new HashMap<>();
        Object url = environment.get(Context.PROVIDER_URL);
        if (url != null) {
            Object factory = make(LeaseMQConnectionFactory::new, Context.PROVIDER_URL, url);
            Object names = environment.get(FACTORY_NAMES);
            for (String name :
                    String.valueOf(names == null ? USUAL_NAMES : names).split(",", -1)) {
                bindings.put(named(FACTORY_NAMES, name.strip()), factory);
            }
            bindings.put("XAConnectionFactory", make(LeaseMQXAConnectionFactory::new, Context.PROVIDER_URL, url));
        }
        Map<String, String> properties = new HashMap<>();
        for (Map.Entry<?, ?> entry : environment.entrySet()) {
            String property = String.valueOf(entry.getKey());
            int dot = property.indexOf('.');
            String kind = dot < 0 ? property : property.substring(0, dot);
            Function<String, Object> maker = dot < 0 ? null : MAKERS.get(kind);
            if (maker == null) {
                refuseIfMisspelt(property, kind);
                continue;
            }
            String name = named(property, property.substring(dot + 1));
            String other = properties.put(name, property);
            if (other != null) {
                throw new NamingException("Properties " + other + " and " + property + " are both for the name '" + name
                        + "'. Give one of them another name.");
            }
            bindings.put(name, make(maker, property, entry.getValue()));
        }
        return new LeaseMQContext(bindings, environment);
    }

    private static String named(String property, String name) throws NamingException {
        if (name.isBlank()) {
            throw new NamingException("Property " + property + " has no name for what it makes. Write "
                    + (property.equals(FACTORY_NAMES)
                            ? "names between commas."
                            : "it as " + property.strip() + "<name>."));
        }
        return name;
    }

    /** Properties of others are not ours to judge; those that are nearly ours have been meant to be. */
    private static void refuseIfMisspelt(String property, String kind) throws NamingException {
        boolean makesSomething = !kind.equals(property);
        if (property.equals(FACTORY_NAMES)) {
            return;
        }
        Optional<String> meant = NearestName.of(
                kind, makesSomething ? MAKERS.keySet() : Set.of(FACTORY_NAMES), known -> known.length() < 8 ? 2 : 3);
        if (meant.isPresent()) {
            throw new NamingException("Property " + property + " means nothing here. Did you mean " + meant.get()
                    + property.substring(kind.length()) + "?");
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
