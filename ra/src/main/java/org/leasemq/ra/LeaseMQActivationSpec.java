package org.leasemq.ra;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.util.Locale;
import java.util.Optional;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.ServerSource;
import org.leasemq.options.InvalidOptionException;

/**
 * What a message-driven bean says about its messages (Jakarta Messaging 3.1, 13.1, and Jakarta Connectors 2.1, 13.4), under the
 * names of the specification; {@link OtherNames} has those of other providers. Not safe for use by several threads while it
 * is being set up.
 */
public class LeaseMQActivationSpec extends OtherNames {
    private static final long serialVersionUID = 1L;
    private static final int SESSIONS = 15;
    private static final String REDELIVERY_DELAY = "1s";
    private static final String TOPIC = "topic";
    private static final String JAVA = "java:";

    private ResourceAdapter adapter;
    private String destination;
    private String destinationLookup;
    private String destinationType;
    private Boolean useJndi;
    private String connectionFactoryLookup;
    private String messageSelector;
    private String acknowledgeMode;
    private String subscriptionDurability;
    private String subscriptionName;
    private String clientId;
    private Boolean shareSubscriptions;
    private Integer maxSessions;
    private Integer maxSessionsPerGroup;
    private String userName;
    private String password;
    private String url;
    private Integer maxReceiveCount;
    private String deadLetterQueue;
    private String redeliveryDelay;
    private String visibilityTimeout;
    /** What beans that have been activated got from JNDI, in which recovery may find nothing. */
    private transient LeaseMQManagedConnectionFactory named;

    // ---------------------------------------------------------------------------------- what it comes to

    /** How many beans work at the same time at most. */
    int sessions() {
        return maxSessions == null ? SESSIONS : maxSessions;
    }

    /** How many of them may work on one message group at the same time. */
    int sessionsPerGroup() {
        return maxSessionsPerGroup == null ? 1 : maxSessionsPerGroup;
    }

    private boolean isDurable() {
        return "durable".equalsIgnoreCase(subscriptionDurability);
    }

    private boolean isShared() {
        return Boolean.TRUE.equals(shareSubscriptions);
    }

    private boolean isTopic() {
        return destinationType != null
                && destinationType.toLowerCase(Locale.ROOT).endsWith(TOPIC);
    }

    /** @throws InvalidPropertyException naming the property that cannot be as it is */
    @Override
    public void validate() throws InvalidPropertyException {
        refuseWhatIsWrong();
        require(
                destination != null || destinationLookup != null,
                "destination",
                "is missing: name the queue or topic, by destination or destinationLookup.");
        requireOneOf(
                "destinationType",
                destinationType,
                "jakarta.jms.Queue",
                "jakarta.jms.Topic",
                "javax.jms.Queue",
                "javax.jms.Topic",
                "queue",
                TOPIC);
        requireOneOf("acknowledgeMode", acknowledgeMode, "Auto-acknowledge", "Dups-ok-acknowledge");
        requireOneOf("subscriptionDurability", subscriptionDurability, "Durable", "NonDurable");
        require(
                maxSessions == null || maxSessions > 0,
                "maxSessions",
                "is " + maxSessions + ", but has to be at least 1.");
        require(
                maxSessionsPerGroup == null || maxSessionsPerGroup > 0,
                "maxSessionsPerGroup",
                "is " + maxSessionsPerGroup + ", but has to be at least 1.");
        boolean named = isDurable() || isShared();
        require(
                !named || subscriptionName != null,
                "subscriptionName",
                "is missing: a subscription that is durable or shared has a name.");
        require(
                !isDurable()
                        || !Boolean.FALSE.equals(shareSubscriptions)
                        || clientId != null
                        || connectionFactoryLookup != null,
                "clientId",
                "is missing: a durable subscription that is not shared belongs to a client identifier. Set it, or "
                        + "shareSubscriptions.");
    }

    private static void requireOneOf(String property, String value, String... allowed) throws InvalidPropertyException {
        boolean found = value == null;
        for (String one : allowed) {
            found |= one.equalsIgnoreCase(value);
        }
        require(found, property, "is '" + value + "', which is none of " + String.join(", ", allowed) + ".");
    }

    private static void require(boolean condition, String property, String problem) throws InvalidPropertyException {
        if (!condition) {
            throw Problems.of(LeaseMQActivationSpec.class, property, "Activation property " + property + " " + problem);
        }
    }

    /** The destination, from JNDI if it says so. */
    Destination resolveDestination() throws ResourceException {
        if (destinationLookup != null) {
            return Lookups.find("destinationLookup", destinationLookup, Destination.class);
        }
        if (useJndi == null ? destination.startsWith(JAVA) : useJndi) {
            return Lookups.find("destination", destination, Destination.class);
        }
        if (useJndi == null && destination.indexOf('/') >= 0) {
            // Beans written for servers' own brokers call their queue queue/orders, as JNDI does, and say no more.
            Optional<Destination> found = Lookups.findIfThere("destination", destination, Destination.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return destinationNamed();
    }

    private Destination destinationNamed() throws InvalidPropertyException {
        try {
            return isTopic() ? LeaseMQTopicObject.topic(destination) : LeaseMQQueueObject.queue(destination);
        } catch (InvalidOptionException e) {
            throw Problems.of(getClass(), "destination", "Activation property destination: " + e.getMessage());
        }
    }

    /** Where the queues are: as it says itself, or as the factory that it names does, or the adapter. */
    String place(LeaseMQResourceAdapter fallback) throws InvalidPropertyException {
        if (url != null) {
            return url;
        }
        String other = (named == null ? lookedUp() : named).place();
        return other == null ? fallback.getUrl() : other;
    }

    /** The settings of the factory that it names; none if it names none. */
    private LeaseMQManagedConnectionFactory lookedUp() throws InvalidPropertyException {
        return connectionFactoryLookup == null
                ? new LeaseMQManagedConnectionFactory()
                : Lookups.find("connectionFactoryLookup", connectionFactoryLookup, LeaseMQPooledConnectionFactory.class)
                        .settings();
    }

    /** Connects as the beans do. To be closed by the caller. */
    LeaseMQXAConnectionFactory factory(LeaseMQResourceAdapter fallback) throws ResourceException {
        named = lookedUp();
        LeaseMQXAConnectionFactory factory = fallback.factory(place(fallback));
        String user = userName == null ? named.getUserName() : userName;
        if (user != null) {
            factory.setUser(user);
            factory.setPassword(userName == null ? named.getPassword() : password);
        }
        option(factory, "clientId", "client-id", clientId == null ? named.getClientId() : clientId);
        option(
                factory,
                "redeliveryDelay",
                "redelivery-delay",
                redeliveryDelay == null ? REDELIVERY_DELAY : redeliveryDelay);
        option(factory, "visibilityTimeout", "lease-limit", visibilityTimeout);
        option(factory, "maxReceiveCount", "max-receive-count", maxReceiveCount == null ? null : "" + maxReceiveCount);
        option(factory, "deadLetterQueue", "dead-letter-queue", deadLetterQueue);
        return factory;
    }

    private static void option(LeaseMQXAConnectionFactory factory, String property, String option, String value)
            throws InvalidPropertyException {
        if (value != null) {
            try {
                factory.setOption(option, value);
            } catch (InvalidOptionException e) {
                throw Problems.of(
                        LeaseMQActivationSpec.class,
                        property,
                        "Activation property " + property + ": " + e.getMessage());
            }
        }
    }

    /** A durable subscription that belongs to no client identifier can only be a shared one. */
    ServerSource open(ServerConnection connection, Destination from) throws JMSException {
        if (from instanceof Queue queue) {
            refuseOwnDeadLetterQueue(queue.getQueueName());
        }
        if (!isDurable() && !isShared()) {
            return connection.open(from, messageSelector);
        }
        boolean ofNobody = shareSubscriptions == null && connection.connection().getClientID() == null;
        return connection.open(from, subscriptionName, isDurable(), isShared() || ofNobody, messageSelector);
    }

    /** Otherwise it would have none: that is for the dead-letter queue of all queues, which the connection URL names. */
    private void refuseOwnDeadLetterQueue(String queue) throws InvalidDestinationException {
        if (queue.equals(deadLetterQueue) || queue.equals(deadLetterQueue + ".fifo")) {
            throw new InvalidDestinationException(
                    "Activation property deadLetterQueue names the queue '" + queue
                            + "' itself, which cannot be its own dead-letter queue. Name another, or leave it out.",
                    "LEASEMQ-INVALID-DESTINATION");
        }
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter value) {
        adapter = value;
    }

    @Override
    public String toString() {
        return "'" + (destinationLookup == null ? destination : destinationLookup) + "'";
    }

    // ------------------------------------------------------------------------------------------ properties

    /** Name of the queue or topic; a name in JNDI if {@code useJndi} says so. A queue may bring options for its creation. */
    public String getDestination() {
        return destination;
    }

    public void setDestination(String value) {
        destination = Texts.orNull(value);
    }

    /** Name in JNDI of the queue or topic. */
    public String getDestinationLookup() {
        return destinationLookup;
    }

    public void setDestinationLookup(String value) {
        destinationLookup = Texts.orNull(value);
    }

    /** {@code jakarta.jms.Queue} or {@code jakarta.jms.Topic}; a queue unless it says otherwise. */
    public String getDestinationType() {
        return destinationType;
    }

    public void setDestinationType(String value) {
        destinationType = Texts.orNull(value);
    }

    /** Whether {@code destination} is a name in JNDI. If not set: one that begins with java: is, one with a slash if JNDI knows it. */
    @Override
    public String getUseJndi() {
        return text(useJndi);
    }

    @Override
    public void setUseJndi(String value) {
        useJndi = truth("useJndi", value);
    }

    /** Name in JNDI of a factory of LeaseMQ, whose place, user and client identifier are used. */
    public String getConnectionFactoryLookup() {
        return connectionFactoryLookup;
    }

    public void setConnectionFactoryLookup(String value) {
        connectionFactoryLookup = Texts.orNull(value);
    }

    /** Which messages the beans get. */
    public String getMessageSelector() {
        return messageSelector;
    }

    public void setMessageSelector(String value) {
        messageSelector = Texts.orNull(value);
    }

    /** {@code Auto-acknowledge} or {@code Dups-ok-acknowledge}, for methods without a transaction. */
    public String getAcknowledgeMode() {
        return acknowledgeMode;
    }

    public void setAcknowledgeMode(String value) {
        acknowledgeMode = Texts.orNull(value);
    }

    /** {@code Durable} or {@code NonDurable}. */
    public String getSubscriptionDurability() {
        return subscriptionDurability;
    }

    public void setSubscriptionDurability(String value) {
        subscriptionDurability = Texts.orNull(value);
    }

    /** Name of a subscription that is durable or shared. */
    public String getSubscriptionName() {
        return subscriptionName;
    }

    public void setSubscriptionName(String value) {
        subscriptionName = Texts.orNull(value);
    }

    /** Client identifier. A durable subscription without one is shared. */
    @Override
    public String getClientId() {
        return clientId;
    }

    @Override
    public void setClientId(String value) {
        clientId = Texts.orNull(value);
    }

    /** Whether others may receive from the same subscription. */
    @Override
    public String getShareSubscriptions() {
        return text(shareSubscriptions);
    }

    @Override
    public void setShareSubscriptions(String value) {
        shareSubscriptions = truth("shareSubscriptions", value);
    }

    /** How many beans work at the same time at most. */
    @Override
    public String getMaxSessions() {
        return text(maxSessions);
    }

    @Override
    public void setMaxSessions(String value) {
        maxSessions = number("maxSessions", value);
    }

    /** How many beans may work on one message group at the same time; with more than 1 it is not in order any more. */
    public String getMaxSessionsPerGroup() {
        return text(maxSessionsPerGroup);
    }

    public void setMaxSessionsPerGroup(String value) {
        maxSessionsPerGroup = number("maxSessionsPerGroup", value);
    }

    /** As whom the beans receive. */
    @Override
    public String getUserName() {
        return userName;
    }

    @Override
    public void setUserName(String value) {
        userName = Texts.orNull(value);
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String value) {
        password = Texts.orNull(value);
    }

    /** Where the queues are; empty for the adapter's place. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String value) {
        url = Texts.orNull(value);
    }

    /** After so many deliveries a message goes to the dead-letter queue; 0 for never. */
    @Override
    public String getMaxReceiveCount() {
        return text(maxReceiveCount);
    }

    @Override
    public void setMaxReceiveCount(String value) {
        maxReceiveCount = number("maxReceiveCount", value);
    }

    /** Name of the dead-letter queue, in which {queue} stands for the source's. */
    public String getDeadLetterQueue() {
        return deadLetterQueue;
    }

    public void setDeadLetterQueue(String value) {
        deadLetterQueue = Texts.orNull(value);
    }

    /** How long a message stays hidden after a failure: {@code 5s}, or milliseconds. */
    @Override
    public String getRedeliveryDelay() {
        return redeliveryDelay;
    }

    @Override
    public void setRedeliveryDelay(String value) {
        redeliveryDelay = Texts.duration(value);
    }

    /** How long a bean may keep a message before others get it: {@code 10m}, or milliseconds. */
    public String getVisibilityTimeout() {
        return visibilityTimeout;
    }

    public void setVisibilityTimeout(String value) {
        visibilityTimeout = Texts.duration(value);
    }
}
