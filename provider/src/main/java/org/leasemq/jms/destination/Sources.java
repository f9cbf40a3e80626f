package org.leasemq.jms.destination;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Subscription;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;
import org.leasemq.selector.Selector;

/** Opens what consumers receive from: queues, and subscriptions of topics. */
public final class Sources {
    private static final System.Logger LOG = Logs.of(Sources.class);

    private final Client client;
    private final LeaseEngine engine;
    private final Destinations destinations;
    private final NamedQueues queues;
    private final TemporaryDestinations temporaries;
    private final SubscriptionRegistry subscriptions;
    private final Supplier<String> names;
    private final Supplier<String> origin;

    /**
     * @param names makes names that nobody else has
     * @param origin whose messages those do not get who do not want those of their own connection
     */
    public Sources(
            Client client,
            Destinations destinations,
            NamedQueues queues,
            TemporaryDestinations temporaries,
            SubscriptionRegistry subscriptions,
            Supplier<String> names,
            Supplier<String> origin) {
        this.client = client;
        this.engine = client.engine();
        this.destinations = destinations;
        this.queues = queues;
        this.temporaries = temporaries;
        this.subscriptions = subscriptions;
        this.names = names;
        this.origin = origin;
    }

    /** For a consumer of a queue, or an unshared consumer without a name of a topic. */
    public Source open(Destination destination, String selector, boolean noLocal) throws JMSException {
        LeaseMQDestination own = destinations.of(destination);
        selector(selector);
        temporaries.attach(own);
        try {
            return own instanceof TopicDestination topic
                    ? nameless(topic, selector, noLocal)
                    : queue((QueueDestination) own, selector);
        } catch (JMSException | RuntimeException e) {
            temporaries.detach(own);
            throw e;
        }
    }

    private Source queue(QueueDestination queue, String selector) throws JMSException {
        queues.resolve(queue);
        Filter filter = Selector.filter(selector);
        try {
            Selection selection = filter == null ? null : client.select(queue.name(), filter);
            return Source.queue(queue, selection, () -> {
                if (selection != null) {
                    unselect(selection);
                }
                temporaries.detach(queue);
            });
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private Source nameless(TopicDestination topic, String selector, boolean noLocal) throws JMSException {
        String queue = QueuePrefix.CONSUMER + names.get();
        Filter filter = Selector.filter(selector);
        try {
            engine.createTemporaryQueue(client.id(), queue, attributes(topic, filter, noLocal))
                    .await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        return Source.subscription(queue, topic, filter, noLocal, () -> {
            delete(queue);
            temporaries.detach(topic);
        });
    }

    /** For a consumer of a subscription with a name. */
    public Source open(SubscriptionKey key, TopicDestination topic, String selector, boolean noLocal)
            throws JMSException {
        if (key.isDurable() && TemporaryDestinations.isTemporary(topic)) {
            throw JmsErrors.invalidDestination("A temporary topic cannot have durable subscriptions.", null);
        }
        selector(selector);
        Filter filter = Selector.filter(selector);
        QueueAttributes attributes = attributes(topic, filter, noLocal).withDurable(key.isDurable());
        temporaries.attach(topic);
        try {
            subscriptions.open(key, attributes);
        } catch (JMSException | RuntimeException e) {
            temporaries.detach(topic);
            throw e;
        }
        return Source.subscription(key.queue(), topic, filter, noLocal, () -> {
            subscriptions.leave(key);
            temporaries.detach(topic);
        });
    }

    public TopicDestination topic(Destination destination) throws JMSException {
        if (destinations.of(destination) instanceof TopicDestination topic) {
            return topic;
        }
        throw JmsErrors.invalidDestination("Queues have no subscriptions. Give a topic.", null);
    }

    private QueueAttributes attributes(TopicDestination topic, Filter filter, boolean noLocal) throws JMSException {
        String unwanted = noLocal ? origin.get() : null;
        return queues.forSubscription(topic)
                .withSubscriptions(List.of(new Subscription(topic.name(), filter, unwanted)));
    }

    /** Understands a selector; null for none. */
    public static Selector selector(String text) throws JMSException {
        try {
            return Selector.filter(text) == null ? null : Selector.parse(text);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private void unselect(Selection selection) {
        try {
            client.engine().unselect(selection.id()).await();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The selection goes with the engine", e);
        }
    }

    private void delete(String queue) {
        try {
            engine.deleteQueue(queue).background();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "A subscription was gone already", e);
        }
    }
}
