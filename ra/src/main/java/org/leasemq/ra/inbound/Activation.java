package org.leasemq.ra.inbound;

import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;
import org.leasemq.options.InvalidOptionException;

/** The beans of one kind and where their messages come from, from activation to deactivation. */
public final class Activation {
    private static final System.Logger LOG = Logs.of(Activation.class);

    private final MessageEndpointFactory endpoints;
    private final BeanMessages messages;
    private final BeanHost host;
    private final BeanThreads threads;
    private final List<BeanWork> works = new ArrayList<>();

    private BeanConnections connections;
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

    /** Messages come from now on, or from when their server is there. */
    public void start() throws ResourceException {
        boolean started = false;
        try {
            boolean transacted = endpoints.isDeliveryTransacted(BeanWork.ON_MESSAGE);
            connections = new BeanConnections(messages, transacted);
            connections.open();
            for (int i = 0; i < messages.sessions(); i++) {
                works.add(new BeanWork(this, i));
            }
            threads.start();
            works.forEach(BeanWork::begin);
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

    BeanConnections connections() {
        return connections;
    }

    boolean isStopping() {
        return stopping;
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
            LOG.log(
                    Level.WARNING,
                    running + " of the beans for " + this
                            + " are still running, and are not waited for any longer"
                            + " (stopTimeout). Their messages come again.");
        }
        release();
    }

    /** Waits until no bean is running, but no longer than that. It has been stopped. */
    public void awaitEnd(Deadline deadline) {
        works.forEach(work -> work.awaitEnd(deadline));
    }

    private void release() {
        works.forEach(BeanWork::discard);
        try {
            if (connections != null) {
                connections.close();
            }
        } finally {
            host.close(messages.factory());
        }
    }
}
