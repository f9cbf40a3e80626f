package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.Subscription;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;

/**
 * The subscriptions with a name, and who is using them now: one for all connections to an engine. A subscription is a queue
 * of the engine. Opening, leaving and ending them happens one after the other. Safe for use by several threads.
 */
public final class SubscriptionRegistry {
    private static final System.Logger LOG = Logs.of(SubscriptionRegistry.class);

    private final ReentrantLock lock = new ReentrantLock();
    /** How many consumers each has, by the name of its queue. */
    @GuardedBy("lock")
    private final Map<String, Integer> consumers = new HashMap<>();

    /**
     * A consumer comes: finds the subscription or makes it. One that nobody uses is made anew if it is to be another.
     *
     * @param attributes what its queue should be
     */
    public void open(LeaseEngine engine, SubscriptionKey key, QueueAttributes attributes) throws JMSException {
        lock.lock();
        try {
            refuseOtherKind(engine, key);
            int present = consumers.getOrDefault(key.queue(), 0);
            if (present > 0 && !key.isShared()) {
                throw inUse("The " + key + " has a consumer already, and can have one only.");
            }
            Optional<QueueInfo> known = engine.findQueue(key.queue());
            List<Subscription> wanted = attributes.subscriptions();
            boolean same = known.isPresent()
                    && known.get().attributes().subscriptions().equals(wanted);
            if (known.isPresent() && !isSubscription(known.get())) {
                throw inUse("There cannot be a " + key + ", since there is a queue '" + key.queue()
                        + "' that is none. Choose another name, or delete that queue.");
            }
            if (known.isPresent() && !same && present > 0) {
                throw inUse("The " + key + " is in use with another topic or selector.");
            }
            if (known.isPresent() && !same) {
                requireSettled(engine, key);
                replace(engine, key);
            }
            if (!same) {
                engine.createQueue(key.queue(), attributes).await();
            }
            consumers.put(key.queue(), present + 1);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** As though it was ended and made again (Jakarta Messaging 3.1, 4.2.4): nobody who did not mean that should miss it. */
    private static void replace(LeaseEngine engine, SubscriptionKey key) {
        QueueStatistics lost = engine.statistics(key.queue());
        engine.deleteQueue(key.queue()).await();
        long messages = lost.available() + lost.delayed();
        if (key.isDurable() && messages > 0) {
            LOG.log(
                    Level.WARNING,
                    "The " + key + " has got another topic or selector: the " + messages
                            + " messages that waited in it are dropped");
        }
    }

    private static void refuseOtherKind(LeaseEngine engine, SubscriptionKey key) throws JMSException {
        if (!key.isDurable()) {
            return;
        }
        SubscriptionKey.Kind otherKind =
                key.isShared() ? SubscriptionKey.Kind.DURABLE : SubscriptionKey.Kind.SHARED_DURABLE;
        SubscriptionKey other = key.as(otherKind);
        if (exists(engine, other)) {
            throw inUse("There is a " + other + ", so there cannot be one of the same name that is "
                    + (key.isShared() ? "shared" : "not shared") + ".");
        }
    }

    /** A consumer has gone. */
    public void leave(LeaseEngine engine, SubscriptionKey key) {
        lock.lock();
        try {
            Integer left = consumers.computeIfPresent(key.queue(), (queue, count) -> count == 1 ? null : count - 1);
            if (left == null && !key.isDurable()) {
                engine.deleteQueue(key.queue()).await();
            }
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The " + key + " was gone already, or goes with the engine", e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a durable subscription of a client, shared or not. */
    public void unsubscribe(LeaseEngine engine, String clientId, String name) throws JMSException {
        lock.lock();
        try {
            SubscriptionKey key = existing(engine, clientId, name);
            if (consumers.containsKey(key.queue())) {
                throw inUse("The " + key + " has a consumer. Close it before unsubscribing.");
            }
            requireSettled(engine, key);
            engine.deleteQueue(key.queue()).await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        } finally {
            lock.unlock();
        }
    }

    private static void requireSettled(LeaseEngine engine, SubscriptionKey key) throws JMSException {
        awaitAcknowledgements(engine, key);
        if (engine.statistics(key.queue()).inFlight() > 0) {
            throw inUse("The " + key + " has messages that are not acknowledged or part of a transaction.");
        }
    }

    /** Those that are becoming durable in the background are not in flight: whatever comes after them waits for them. */
    private static void awaitAcknowledgements(LeaseEngine engine, SubscriptionKey key) {
        QueueInfo queue = engine.findQueue(key.queue()).orElseThrow();
        engine.createQueue(queue.name(), queue.attributes()).await();
    }

    private static SubscriptionKey existing(LeaseEngine engine, String clientId, String name) throws JMSException {
        for (SubscriptionKey.Kind kind : List.of(SubscriptionKey.Kind.DURABLE, SubscriptionKey.Kind.SHARED_DURABLE)) {
            SubscriptionKey key = new SubscriptionKey(kind, clientId, name);
            if (exists(engine, key)) {
                return key;
            }
        }
        throw JmsErrors.invalidDestination(
                "There is no durable subscription '" + name + "'"
                        + (clientId == null ? " without a client id" : " of client '" + clientId + "'")
                        + ". Check the name and the client id.",
                null);
    }

    private static boolean exists(LeaseEngine engine, SubscriptionKey key) {
        return engine.findQueue(key.queue())
                .filter(SubscriptionRegistry::isSubscription)
                .isPresent();
    }

    /** Anybody can create a queue of any name. */
    private static boolean isSubscription(QueueInfo queue) {
        return !queue.attributes().subscriptions().isEmpty();
    }

    private static JMSException inUse(String message) {
        return JmsErrors.failure(message, "LEASEMQ-SUBSCRIPTION-IN-USE", null);
    }
}
