package org.leasemq.jms.destination;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.log.Logs;
import org.leasemq.options.OptionValues;

/**
 * The temporary destinations of one connection (Jakarta Messaging 3.1, section 6.2.2). Each is a queue of the engine that is
 * never stored; that of a topic stays empty, and tells that the topic exists. Safe for use by several threads.
 */
public final class TemporaryDestinations {
    private static final System.Logger LOG = Logs.of(TemporaryDestinations.class);

    private final Client client;
    private final LeaseEngine engine;
    private final OptionValues options;
    private final Destinations destinations;
    private final Supplier<String> uniqueNames;
    /** How many consumers each has, by name. */
    private final Map<String, Integer> consumers = new HashMap<>();

    @GuardedBy("consumers")
    private boolean closed;

    /**
     * Those of one connection, which has none yet.
     *
     * @param options what they are created with, as far as it is not about delays and dead letters
     * @param destinations how they are made
     * @param uniqueNames makes names that nobody else has
     */
    public TemporaryDestinations(
            Client client, OptionValues options, Destinations destinations, Supplier<String> uniqueNames) {
        this.client = client;
        this.engine = client.engine();
        this.options = options;
        this.destinations = destinations;
        this.uniqueNames = uniqueNames;
    }

    /** How destinations are made. */
    Destinations destinations() {
        return destinations;
    }

    /** Whether it lives as long as its connection, of whoever that is. */
    public static boolean isTemporary(LeaseMQDestination destination) {
        return destination.name().startsWith(QueuePrefix.TEMPORARY);
    }

    /** A new queue. */
    public TemporaryQueue createQueue() throws JMSException {
        return destinations.newTemporaryQueue(create(), this);
    }

    /** A new topic. */
    public TemporaryTopic createTopic() throws JMSException {
        return destinations.newTemporaryTopic(create(), this);
    }

    private String create() throws JMSException {
        String name = QueuePrefix.TEMPORARY + uniqueNames.get();
        try {
            engine.createTemporaryQueue(client.id(), name, QueueOptions.deadLetterAttributes(name, options))
                    .await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
        if (!takeIn(name)) {
            remove(name);
            throw JmsErrors.closed("The connection");
        }
        return name;
    }

    /** False if the connection has been closed while the queue was being made. */
    private boolean takeIn(String name) {
        synchronized (consumers) {
            if (!closed) {
                consumers.put(name, 0);
            }
            return !closed;
        }
    }

    /** What is told of one that is not there any more. */
    public static JMSException gone(LeaseMQDestination destination) {
        return JmsErrors.invalidDestination(
                "The temporary destination '" + destination.name()
                        + "' is gone: it was deleted, or its connection was closed.",
                null);
    }

    /** A consumer is to be made for it, which only its own connection may do. */
    public void attach(LeaseMQDestination destination) throws JMSException {
        if (!isTemporary(destination)) {
            return;
        }
        synchronized (consumers) {
            if (consumers.computeIfPresent(destination.name(), (name, count) -> count + 1) != null) {
                return;
            }
        }
        if (isGone(destination)) {
            throw gone(destination);
        }
        throw JmsErrors.invalidDestination(
                "The temporary destination '" + destination.name()
                        + "' belongs to another connection: only that can receive from it, others can send to it.",
                null);
    }

    private boolean isGone(LeaseMQDestination destination) throws JMSException {
        try {
            return engine.findQueue(destination.name()).await().isEmpty();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** A consumer has been closed. */
    public void detach(LeaseMQDestination destination) {
        synchronized (consumers) {
            consumers.computeIfPresent(destination.name(), (name, count) -> count - 1);
        }
    }

    /** This, if the destination of that name belongs to this connection, otherwise null. */
    TemporaryDestinations ifOwnerOf(String name) {
        synchronized (consumers) {
            return consumers.containsKey(name) ? this : null;
        }
    }

    /**
     * Deletes one that has no consumers; one that is gone already is no error.
     *
     * @param owner null if it is not this connection's, which is refused
     */
    public static void delete(TemporaryDestinations owner, LeaseMQDestination destination) throws JMSException {
        if (owner == null) {
            throw JmsErrors.illegalState("The temporary destination '" + destination.name()
                    + "' belongs to another connection, which alone can delete it.");
        }
        owner.delete(destination.name());
    }

    private void delete(String name) throws JMSException {
        synchronized (consumers) {
            Integer count = consumers.get(name);
            if (count == null) {
                return; // deleted already
            }
            if (count > 0) {
                throw JmsErrors.illegalState(
                        "The temporary destination '" + name + "' has consumers. Close them before deleting it.");
            }
            consumers.remove(name);
        }
        try {
            engine.deleteQueue(name).await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** The connection is closed, and they with it. */
    public void close() {
        List<String> names;
        synchronized (consumers) {
            names = List.copyOf(consumers.keySet());
            consumers.clear();
            closed = true;
        }
        names.forEach(this::remove);
    }

    private void remove(String name) {
        try {
            engine.deleteQueue(name).background();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "A temporary destination was gone already, or goes with the engine", e);
        }
    }
}
