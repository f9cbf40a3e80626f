package org.leasemq.ra;

import jakarta.jms.Destination;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.util.Optional;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.ra.config.BeanProperties;
import org.leasemq.ra.config.Lookups;
import org.leasemq.ra.config.Problems;
import org.leasemq.ra.inbound.BeanMessages;
import org.leasemq.ra.outbound.Credentials;

/**
 * What a message-driven bean says about its messages (Jakarta Messaging 3.1, 13.1, and Jakarta Connectors 2.1, 13.4), under the
 * names of the specification and those of other providers. Not safe for use by several threads while it is being set up.
 */
public class LeaseMQActivationSpec extends BeanProperties {
    private static final long serialVersionUID = 1L;
    private static final String SESSIONS = "15";
    private static final String REDELIVERY_DELAY = "1s";
    private static final String JAVA = "java:";

    private ResourceAdapter adapter;
    /** What beans that have been activated got from JNDI, in which recovery may find nothing. */
    private transient LeaseMQManagedConnectionFactory named;

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter value) {
        adapter = value;
    }

    /** What it comes to. The factory in it is to be closed by the caller. */
    BeanMessages messages(LeaseMQResourceAdapter fallback) throws ResourceException {
        Destination destination = resolveDestination();
        named = lookedUp();
        Origin origin = origin(fallback);
        return new BeanMessages(
                this,
                connecting(fallback.factory(origin.place), origin.as),
                origin.place,
                destination,
                new BeanMessages.Subscription(getSubscriptionName(), isDurable(), shared()),
                getMessageSelector(),
                getDeadLetterQueue(),
                Integer.parseInt(orElse(getMaxSessions(), SESSIONS)),
                Integer.parseInt(orElse(getMaxSessionsPerGroup(), "1")));
    }

    private static String orElse(String value, String other) {
        return value == null ? other : value;
    }

    /** The destination, from JNDI if it says so. */
    private Destination resolveDestination() throws ResourceException {
        String lookup = getDestinationLookup();
        if (lookup != null) {
            return Lookups.find(getClass(), "destinationLookup", lookup, Destination.class);
        }
        String name = getDestination();
        String useJndi = getUseJndi();
        if (useJndi == null ? name.startsWith(JAVA) : Boolean.parseBoolean(useJndi)) {
            return Lookups.find(getClass(), "destination", name, Destination.class);
        }
        if (useJndi == null && name.indexOf('/') >= 0) {
            // Beans written for servers' own brokers call their queue queue/orders, as JNDI does, and say no more.
            Optional<Destination> found = Lookups.findIfThere(getClass(), "destination", name, Destination.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return destinationNamed(name);
    }

    private Destination destinationNamed(String name) throws InvalidPropertyException {
        try {
            return isTopic() ? LeaseMQTopicObject.topic(name) : LeaseMQQueueObject.queue(name);
        } catch (InvalidOptionException e) {
            throw Problems.of(getClass(), "destination", "Activation property destination: " + e.getMessage());
        }
    }

    /** Where the queues are: as it says itself, or as the factory that it names does, or the adapter. */
    String place(LeaseMQResourceAdapter fallback) throws InvalidPropertyException {
        if (getUrl() != null) {
            return getUrl();
        }
        String other = (named == null ? lookedUp() : named).place();
        return other == null ? fallback.getUrl() : other;
    }

    /** Where its beans are connected, and as whom. */
    record Origin(String place, Credentials as) {}

    Origin origin(LeaseMQResourceAdapter fallback) throws InvalidPropertyException {
        String place = place(fallback);
        LeaseMQManagedConnectionFactory factory = named == null ? lookedUp() : named;
        Credentials own = new Credentials(getUserName(), getPassword());
        Credentials other = new Credentials(factory.getUserName(), factory.getPassword());
        Credentials as = own.user() != null ? own : other.user() != null ? other : fallback.own();
        return new Origin(place, as);
    }

    /** The settings of the factory that it names; none if it names none. */
    private LeaseMQManagedConnectionFactory lookedUp() throws InvalidPropertyException {
        String lookup = getConnectionFactoryLookup();
        return lookup == null
                ? new LeaseMQManagedConnectionFactory()
                : Lookups.find(getClass(), "connectionFactoryLookup", lookup, LeaseMQPooledConnectionFactory.class)
                        .settings();
    }

    /** Has the factory connect as the beans do. */
    private LeaseMQXAConnectionFactory connecting(LeaseMQXAConnectionFactory factory, Credentials as)
            throws InvalidPropertyException {
        factory.setUser(as.user());
        factory.setPassword(as.password());
        option(factory, "clientId", "client-id", orElse(getClientId(), named.getClientId()));
        option(factory, "redeliveryDelay", "redelivery-delay", orElse(getRedeliveryDelay(), REDELIVERY_DELAY));
        option(factory, "visibilityTimeout", "lease-limit", getVisibilityTimeout());
        option(factory, "maxReceiveCount", "max-receive-count", getMaxReceiveCount());
        option(factory, "deadLetterQueue", "dead-letter-queue", getDeadLetterQueue());
        return factory;
    }

    private void option(LeaseMQXAConnectionFactory factory, String property, String option, String value)
            throws InvalidPropertyException {
        if (value != null) {
            try {
                factory.setOption(option, value);
            } catch (InvalidOptionException e) {
                throw Problems.of(getClass(), property, "Activation property " + property + ": " + e.getMessage());
            }
        }
    }
}
