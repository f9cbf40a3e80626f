package org.leasemq.ra.config;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Locale;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * What can be said about a message-driven bean's messages, under the names of Jakarta Messaging 3.1, 13.1, and what of it goes
 * together. Not safe for use by several threads while it is being set up.
 */
@VisibleTo(Audience.APPLICATIONS)
public abstract class BeanProperties extends OtherNames {
    private static final long serialVersionUID = 1L;
    private static final String TOPIC = "topic";

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

    protected final boolean isTopic() {
        return destinationType != null
                && destinationType.toLowerCase(Locale.ROOT).endsWith(TOPIC);
    }

    protected final boolean isDurable() {
        return "durable".equalsIgnoreCase(subscriptionDurability);
    }

    /** Null if it has not been said. */
    protected final Boolean shared() {
        return shareSubscriptions;
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
        requireOneOrMore("maxSessions", maxSessions);
        requireOneOrMore("maxSessionsPerGroup", maxSessionsPerGroup);
        boolean named = isDurable() || Boolean.TRUE.equals(shareSubscriptions);
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

    private void requireOneOf(String property, String value, String... allowed) throws InvalidPropertyException {
        boolean found = value == null;
        for (String one : allowed) {
            found |= one.equalsIgnoreCase(value);
        }
        require(found, property, "is '" + value + "', which is none of " + String.join(", ", allowed) + ".");
    }

    private void requireOneOrMore(String property, Integer value) throws InvalidPropertyException {
        require(value == null || value > 0, property, "is " + value + ", but has to be at least 1.");
    }

    private void require(boolean condition, String property, String problem) throws InvalidPropertyException {
        if (!condition) {
            throw Problems.of(getClass(), property, "Activation property " + property + " " + problem);
        }
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
