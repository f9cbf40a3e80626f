package org.leasemq.ra.inbound;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.server.ServerDelivery;
import org.leasemq.jms.server.ServerSource;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;
import org.leasemq.options.InvalidOptionException;

/** The beans of one kind and where their messages come from, from activation to deactivation. */
public final class Activation {
    private final MessageEndpointFactory endpoints;
    private final BeanMessages messages;
    private final BeanHost host;
    private final BeanThreads threads;
    private final List<BeanWork> works = new ArrayList<>();

    private ServerConnection connection;
    private ServerSource source;
    private volatile boolean stopping;

    @GuardedBy("this")
    private boolean closed;

    /** @param messages whose factory is closed when the beans are deactivated, or do not start */
    public Activation(MessageEndpointFactory endpoints, BeanMessages messages, BeanHost host, BeanThreads threads) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.host = host;
        this.threads = threads;
    }

    /** Messages come from now on. */
    public void start() throws ResourceException {
        boolean started = false;
        try {
            LeaseMQXAConnectionFactory factory = messages.factory();
            connection = factory.createServerConnection(null, null, false, () -> null);
            source = messages.open(connection);
            boolean transacted = endpoints.isDeliveryTransacted(BeanWork.ON_MESSAGE);
            ServerDelivery first = null;
            for (int i = 0; i < messages.sessions(); i++) {
                ServerTransaction transaction = transacted ? factory.createServerTransaction() : null;
                boolean alone = i % messages.sessionsPerGroup() == 0;
                ServerDelivery delivery = alone ? source.deliveries(transaction) : source.companion(first, transaction);
                first = alone ? delivery : first;
                works.add(new BeanWork(this, transaction, delivery));
            }
            threads.start();
            works.forEach(BeanWork::waitForMessage);
            started = true;
        } catch (JMSException | InvalidOptionException | NoSuchMethodException | RejectedExecutionException e) {
            throw new ResourceException("Beans cannot get messages from " + this + ": " + e.getMessage(), e);
        } finally {
            if (!started) {
                release();
            }
        }
    }

    /** A bean that works in the transactions of the resource; in none if it is null. */
    MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        return endpoints.createEndpoint(resource);
    }

    /** The transaction's resource, by what the transaction manager is to know it by. */
    XAResource resource(ServerTransaction transaction) {
        return host.named(transaction.resource(), messages.place());
    }

    BeanThreads threads() {
        return threads;
    }

    boolean isStopping() {
        return stopping;
    }

    /** A queue that was deleted is there again afterwards. */
    void restore() throws JMSException {
        source.restore();
    }

    @Override
    public String toString() {
        return messages.spec().toString();
    }

    /** No message comes any more. Does not wait. */
    public void stop() {
        stopping = true;
        works.forEach(BeanWork::stop);
    }

    /**
     * Returns when no bean is running. Those that are at the deadline are left to themselves, and what they have comes again.
     * Whoever comes second waits for the first, whose deadline counts.
     */
    public synchronized void close(Deadline deadline) {
        if (closed) {
            return;
        }
        closed = true;
        stop();
        long running = works.stream().filter(work -> !work.awaitEnd(deadline)).count();
        if (running > 0) {
            Logs.of(Activation.class)
                    .log(
                            System.Logger.Level.WARNING,
                            running + " of the beans for " + this
                                    + " are still running, and are not waited for any longer"
                                    + " (stopTimeout). Their messages come again.");
        }
        release();
    }

    /** One that fails does not keep the others. */
    private void discard(BeanWork work) {
        try {
            work.discard();
        } catch (RuntimeException e) {
            Logs.of(Activation.class)
                    .log(System.Logger.Level.WARNING, "What a bean for " + this + " had ends with the engine", e);
        }
    }

    private void release() {
        works.forEach(this::discard);
        try {
            if (source != null) {
                source.close();
            }
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException e) {
            Logs.of(Activation.class).log(System.Logger.Level.DEBUG, "The connection of beans ends with the engine", e);
        } finally {
            host.close(messages.factory());
        }
    }
}
