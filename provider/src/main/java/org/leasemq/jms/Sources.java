package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Selection;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.SubscriptionKey;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;
import org.leasemq.selector.Selector;

/** Opens what consumers receive from: queues, and subscriptions of topics. */
final class Sources {
    private static final System.Logger LOG = Logs.of(Sources.class);

    private final ConnectionCore connection;
    private final LeaseEngine engine;

    Sources(ConnectionCore connection) {
        this.connection = connection;
        this.engine = connection.engine();
    }

    /** For a consumer of a queue, or an unshared consumer without a name of a topic. */
    Source open(Destination destination, String selector, boolean noLocal) throws JMSException {
        LeaseMQDestination own = connection.destinations().of(destination);
        selector(selector);
        connection.temporaries().attach(own);
        try {
            return own instanceof TopicDestination topic
                    ? nameless(topic, selector, noLocal)
                    : queue((QueueDestination) own, selector);
        } catch (JMSException | RuntimeException e) {
            connection.temporaries().detach(own);
            throw e;
        }
    }

    private Source queue(QueueDestination queue, String selector) throws JMSException {
        connection.queues().resolve(queue);
        Filter filter = Selector.filter(selector);
        try {
            Selection selection = filter == null ? null : engine.select(queue.name(), filter);
            return Source.queue(queue, selection, () -> {
                if (selection != null) {
                    engine.unselect(selection);
                }
                connection.temporaries().detach(queue);
            });
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private Source nameless(TopicDestination topic, String selector, boolean noLocal) throws JMSException {
        String queue = "consumer:" + connection.uniqueName();
        Filter filter = Selector.filter(selector);
        try {
            engine.createQueue(queue, attributes(topic, filter, noLocal).withDurable(false))
                    .await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        return Source.subscription(queue, topic, filter, noLocal, () -> {
            delete(queue);
            connection.temporaries().detach(topic);
        });
    }

    /** For a consumer of a subscription with a name. */
    Source open(SubscriptionKey key, TopicDestination topic, String selector, boolean noLocal) throws JMSException {
        if (key.isDurable() && TemporaryDestinations.isTemporary(topic)) {
            throw JmsErrors.invalidDestination("A temporary topic cannot have durable subscriptions.", null);
        }
        selector(selector);
        Filter filter = Selector.filter(selector);
        QueueAttributes attributes = attributes(topic, filter, noLocal).withDurable(key.isDurable());
        connection.temporaries().attach(topic);
        try {
            connection.subscriptions().open(engine, key, attributes);
        } catch (JMSException | RuntimeException e) {
            connection.temporaries().detach(topic);
            throw e;
        }
        return Source.subscription(key.queue(), topic, filter, noLocal, () -> {
            connection.subscriptions().leave(engine, key);
            connection.temporaries().detach(topic);
        });
    }

    TopicDestination topic(Destination destination) throws JMSException {
        if (connection.destinations().of(destination) instanceof TopicDestination topic) {
            return topic;
        }
        throw JmsErrors.invalidDestination("Queues have no subscriptions. Give a topic.", null);
    }

    private QueueAttributes attributes(TopicDestination topic, Filter filter, boolean noLocal) throws JMSException {
        String unwanted = noLocal ? connection.origin() : null;
        return connection
                .queues()
                .forSubscription(topic)
                .withSubscriptions(List.of(new Subscription(topic.name(), filter, unwanted)));
    }

    /** Understands a selector; null for none. */
    static Selector selector(String text) throws JMSException {
        try {
            return Selector.filter(text) == null ? null : Selector.parse(text);
        } catch (EngineException e) {
            throw JmsErrors.of(e);
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
