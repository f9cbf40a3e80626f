package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.leasemq.engine.Client;
import org.leasemq.engine.SubscriptionUse;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.SubscriptionInUse;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/** The subscriptions with a name, as one connection uses them. Each is a queue of the engine. Safe for use by several threads. */
public final class SubscriptionRegistry {
    private static final System.Logger LOG = Logs.of(SubscriptionRegistry.class);

    private final Client client;

    /** @param client what the connection belongs to */
    public SubscriptionRegistry(Client client) {
        this.client = client;
    }

    /**
     * A consumer comes: finds the subscription or makes it. One that nobody uses is made anew if it is to be another.
     *
     * @param attributes what its queue should be
     */
    public void open(SubscriptionKey key, QueueAttributes attributes) throws JMSException {
        List<String> excluded = key.isDurable() ? List.of(other(key).queue()) : List.of();
        SubscriptionUse use = new SubscriptionUse(key.queue(), attributes, key.isShared(), key.isDurable(), excluded);
        try {
            warnOfLoss(key, client.engine().useSubscription(client.id(), use).await());
        } catch (SubscriptionInUse e) {
            throw inUse(key, e);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private static SubscriptionKey other(SubscriptionKey key) {
        return key.as(key.isShared() ? SubscriptionKey.Kind.DURABLE : SubscriptionKey.Kind.SHARED_DURABLE);
    }

    /** As though it was ended and made again (Jakarta Messaging 3.1, 4.2.4): nobody who did not mean that should miss it. */
    private static void warnOfLoss(SubscriptionKey key, long messages) {
        if (key.isDurable() && messages > 0) {
            LOG.log(
                    Level.WARNING,
                    "The " + key + " has got another topic or selector: the " + messages
                            + " messages that waited in it are dropped");
        }
    }

    /** A consumer has gone. */
    public void leave(SubscriptionKey key) {
        try {
            client.engine().leaveSubscription(client.id(), key.queue()).await();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The " + key + " was gone already, or goes with the engine", e);
        }
    }

    /** Ends a durable subscription of a client, shared or not. */
    public void unsubscribe(String clientId, String name) throws JMSException {
        SubscriptionKey key = new SubscriptionKey(SubscriptionKey.Kind.DURABLE, clientId, name);
        try {
            client.engine()
                    .deleteSubscription(List.of(key.queue(), other(key).queue()))
                    .await();
        } catch (EngineException.NoSuchQueue e) {
            throw JmsErrors.invalidDestination(
                    "There is no durable subscription '" + name + "'"
                            + (clientId == null ? " without a client id" : " of client '" + clientId + "'")
                            + ". Check the name and the client id.",
                    null);
        } catch (SubscriptionInUse e) {
            throw inUse(e.queue().equals(key.queue()) ? key : other(key), e);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private static JMSException inUse(SubscriptionKey key, SubscriptionInUse error) {
        String words = switch (error.reason()) {
            case NOT_SHARED -> "The " + key + " has a consumer already, and can have one only.";
            case OTHER_TOPIC -> "The " + key + " is in use with another topic or selector.";
            case USED -> "The " + key + " has a consumer. Close it before unsubscribing.";
            case IN_FLIGHT -> "The " + key + " has messages that are not acknowledged or part of a transaction.";
            case OTHER_KIND ->
                "There is a " + other(key) + ", so there cannot be one of the same name that is "
                        + (key.isShared() ? "shared" : "not shared") + ".";
            case NO_SUBSCRIPTION ->
                "There cannot be a " + key + ", since there is a queue '" + key.queue()
                        + "' that is none. Choose another name, or delete that queue.";
        };
        return JmsErrors.failure(words, "LEASEMQ-SUBSCRIPTION-IN-USE", error);
    }
}
