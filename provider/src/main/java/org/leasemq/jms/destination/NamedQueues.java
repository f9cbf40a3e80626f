package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.leasemq.engine.AttributeChange;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.options.DestinationName;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** Finds the queues an application names, creating those that are not there. Safe for use by several threads. */
public final class NamedQueues {
    private static final int MOST_SEEN = 100;

    private final LeaseEngine engine;
    private final OptionValues defaults;
    /** Names of queues that were there. */
    private final Set<String> seen =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_SEEN;
                }
            }));

    /**
     * @param engine where the queues are
     * @param defaults what queues are created with unless their name says otherwise
     */
    public NamedQueues(LeaseEngine engine, OptionValues defaults) {
        this.engine = engine;
        this.defaults = defaults;
    }

    /** Sees to it that the queue is there, and is as its options say. */
    public void resolve(QueueDestination queue) throws JMSException {
        String name = queue.name();
        OptionValues named = queue.spec().options();
        QueueOptions.refuseImpossible(name, named);
        try {
            Optional<QueueInfo> found = engine.findQueue(name).await();
            if (found.isPresent()) {
                compare(name, named, found.get().attributes());
            } else if (TemporaryDestinations.isTemporary(queue)) {
                throw TemporaryDestinations.gone(queue);
            } else if (defaults.get(Options.AUTO_CREATE_QUEUES)) {
                create(name, named);
            } else {
                throw new EngineException.NoSuchQueue(name);
            }
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /**
     * As {@link #resolve}, for somebody who sends, to many queues maybe: one that was there before is not asked about, as the engine
     * refuses what is sent to a queue that is not there.
     */
    public void resolveToSend(QueueDestination queue) throws JMSException {
        String name = queue.name();
        if (!seen.contains(name) || queue.spec().hasOptions()) {
            resolve(queue);
            seen.add(name);
        }
    }

    /** As {@link #resolve}; a queue that is there gets the dead-letter queue of the defaults, if they name another. */
    public void redrive(QueueDestination queue) throws JMSException {
        resolve(queue);
        if (!defaults.isGiven(Options.MAX_RECEIVE_COUNT) || QueueOptions.isOwnDeadLetterQueue(queue.name(), defaults)) {
            return;
        }
        QueueOptions.refuseOtherKind(queue.name(), defaults);
        try {
            RedrivePolicy wanted =
                    QueueOptions.attributes(queue.name(), defaults).redrive();
            QueueAttributes present = engine.findQueue(queue.name())
                    .await()
                    .orElseThrow(() -> new EngineException.NoSuchQueue(queue.name()))
                    .attributes();
            if (!Objects.equals(wanted, present.redrive())) {
                createDeadLetterQueue(present.withRedrive(wanted), defaults);
                AttributeChange.apply(engine, queue.name(), attributes -> attributes.withRedrive(wanted));
            }
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** What the queue of a subscription to a topic is created with; its dead-letter queue is that of the topic, if it is not temporary. */
    public QueueAttributes forSubscription(TopicDestination topic) throws JMSException {
        try {
            String name = topic.name().endsWith(".fifo") ? topic.name() + "-topic" : topic.name();
            if (TemporaryDestinations.isTemporary(topic)) {
                return QueueOptions.deadLetterAttributes(name, defaults);
            }
            QueueOptions.refuseOtherKind(name, defaults);
            QueueAttributes attributes =
                    QueueOptions.attributes(SubscriptionKey.escaped(name, Character::isISOControl), defaults);
            refuseTooLong(attributes.redrive());
            createDeadLetterQueue(attributes, defaults);
            return attributes;
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** A topic's name may be longer than that of a queue. */
    private static void refuseTooLong(RedrivePolicy redrive) throws JMSException {
        if (redrive != null && redrive.deadLetterQueue().length() > DestinationName.LONGEST) {
            throw JmsErrors.invalidDestination(
                    "The name of the topic is too long for max-receive-count: its dead-letter queue would have one of "
                            + redrive.deadLetterQueue().length() + " characters, and can have one of "
                            + DestinationName.LONGEST
                            + ". Give the topic a shorter name, or all topics one dead-letter-queue.",
                    null);
        }
    }

    /** The dead-letter queue of the defaults is not its own: it is created without one. */
    private void create(String name, OptionValues named) throws JMSException {
        OptionValues options = defaults.overriddenBy(named);
        QueueOptions.refuseImpossible(name, named, options);
        QueueAttributes attributes = QueueOptions.isOwnDeadLetterQueue(name, options)
                ? QueueOptions.attributes(name, options).withRedrive(null)
                : QueueOptions.attributes(name, options);
        createDeadLetterQueue(attributes, options);
        createUnlessThere(name, attributes);
    }

    private void createDeadLetterQueue(QueueAttributes attributes, OptionValues options) {
        RedrivePolicy redrive = attributes.redrive();
        if (redrive != null
                && engine.findQueue(redrive.deadLetterQueue()).await().isEmpty()) {
            createUnlessThere(
                    redrive.deadLetterQueue(), QueueOptions.deadLetterAttributes(redrive.deadLetterQueue(), options));
        }
    }

    /** Somebody else may be creating it at the same time; whose attributes it gets is then a matter of luck. */
    private void createUnlessThere(String name, QueueAttributes attributes) {
        try {
            engine.createQueue(name, attributes).await();
        } catch (EngineException.QueueExists e) {
            if (engine.findQueue(name).await().isEmpty()) {
                throw e;
            }
        }
    }

    private static void compare(String name, OptionValues named, QueueAttributes actual) throws JMSException {
        for (Option<?> option : Options.all()) {
            if (named.isGiven(option)) {
                String wanted = QueueOptions.text(option, name, named);
                String present = QueueOptions.present(option, actual);
                if (!wanted.equals(present)) {
                    throw JmsErrors.invalidDestination(
                            "Queue '" + name + "' exists with " + option + " " + present + ", not " + wanted
                                    + ". Leave the option out, or change the queue's attributes.",
                            null);
                }
            }
        }
    }
}
