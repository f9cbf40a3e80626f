package org.leasemq.jms.session;

import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.NamedQueues;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.Sources;
import org.leasemq.jms.destination.SubscriptionKey;
import org.leasemq.jms.destination.SubscriptionRegistry;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.message.Incoming;
import org.leasemq.jms.object.ObjectReader;
import org.leasemq.log.Logs;
import org.leasemq.options.OptionValues;

/**
 * What the sessions of a connection have of it: the engine, destinations, whom to tell of errors, whom they work for. It knows
 * none of them. Safe for use by several threads.
 */
public final class ConnectionServices {
    private static final System.Logger LOG = Logs.of(ConnectionServices.class);

    private final EngineHandle handle;
    private final Destinations destinations;
    private final Incoming incoming;
    private final NamedQueues queues;
    private final String id;
    private final TemporaryDestinations temporaries;
    private final Sources sources;
    private final SubscriptionRegistry subscriptions;
    private volatile ExceptionListener exceptionListener;
    private final AtomicBoolean toldLast = new AtomicBoolean();
    private volatile String clientId;
    /** In what an application server that manages the connection has it work, null for none; null if none manages it. */
    private volatile Supplier<Enlistment> server;

    ConnectionServices(EngineHandle handle, OptionValues options, Destinations destinations) {
        this.handle = handle;
        this.destinations = destinations;
        this.queues = new NamedQueues(handle.engine(), options);
        this.id = uniqueName();
        this.temporaries = new TemporaryDestinations(handle.client(), options, destinations, this::uniqueName);
        this.incoming = new Incoming(ObjectReader.within(options), temporaries);
        this.subscriptions = new SubscriptionRegistry(handle.client());
        this.sources = new Sources(
                handle.client(), destinations, queues, temporaries, subscriptions, this::uniqueName, this::origin);
    }

    public LeaseEngine engine() {
        return handle.engine();
    }

    /** Whether the engine does nothing any more. */
    public boolean isOver() {
        return handle.isOver();
    }

    public TimeSource clock() {
        return handle.clock();
    }

    /** Has a task run on a thread of its own, for as long as it lasts. */
    void run(Runnable task) throws JMSException {
        try {
            handle.threads().execute(task);
        } catch (RejectedExecutionException e) {
            throw JmsErrors.noThread(e);
        }
    }

    public Destinations destinations() {
        return destinations;
    }

    public Incoming incoming() {
        return incoming;
    }

    public NamedQueues queues() {
        return queues;
    }

    public TemporaryDestinations temporaries() {
        return temporaries;
    }

    public Sources sources() {
        return sources;
    }

    public SubscriptionRegistry subscriptions() {
        return subscriptions;
    }

    public Source subscription(
            SubscriptionKey.Kind kind, Destination destination, String name, String selector, boolean noLocal)
            throws JMSException {
        TopicDestination topic = sources.topic(destination);
        return sources.open(SubscriptionKey.of(kind, clientId, name), topic, selector, noLocal);
    }

    /** Whose messages a consumer does not get that does not want those of its own connection. */
    public String origin() {
        return clientId == null ? id : clientId;
    }

    /** A name that nobody else has. */
    private String uniqueName() {
        return engine().newId().toString();
    }

    /** Null if it has none. */
    public String clientId() {
        return clientId;
    }

    void setClientId(String value) {
        clientId = value;
    }

    /** Reserves a client id; false if another connection has it. */
    boolean claimName(String name) throws JMSException {
        try {
            return engine().claimName(handle.client().id(), name).await();
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    /** Lets a client id go. */
    void freeName(String name) {
        try {
            engine().freeName(handle.client().id(), name).await();
        } catch (EngineException e) {
            LOG.log(Level.DEBUG, "The client identifier goes with the engine", e);
        }
    }

    // --------------------------------------------------------------------------------- application servers

    /** From now on an application server manages the connection. It tells in what sessions work at the moment, or null. */
    public void workIn(Supplier<Enlistment> enlistments) {
        server = enlistments;
    }

    boolean isInServer() {
        return server != null;
    }

    /** In what sessions work at the moment, since the server says so; null for no transaction branch. */
    Enlistment enlistment() {
        return server.get();
    }

    /** Refuses what the specification keeps from applications in a server (Jakarta Messaging 3.1, 12.3). */
    public void refuseInServer(String what) throws JMSException {
        if (isInServer()) {
            throw JmsErrors.illegalState(
                    what + " is not for applications in a server, which manages connections, their "
                            + "threads and their listeners. Use a message-driven bean to listen.");
        }
    }

    // ------------------------------------------------------------------------------------------ exceptions

    public ExceptionListener exceptionListener() {
        return exceptionListener;
    }

    public void setExceptionListener(ExceptionListener listener) {
        exceptionListener = listener;
    }

    /** The engine is elsewhere, and will not be reached any more: the application is told, whether it waits for something or not. */
    void engineFailed() {
        if (isInServer()) {
            return; // which is told by itself
        }
        try {
            engine().checkHealth().await();
        } catch (EngineException e) {
            report(JmsErrors.of(e));
        }
    }

    /** Tells the application about what went wrong where it was not calling: once, that the engine cannot be reached any more. */
    public void report(JMSException problem) {
        boolean isLast = problem.getCause() instanceof EngineException.Unknown;
        if (isLast && toldLast.getAndSet(true)) {
            return;
        }
        ExceptionListener listener = exceptionListener;
        if (listener == null) {
            LOG.log(Level.WARNING, problem.getMessage(), problem);
            return;
        }
        try {
            listener.onException(problem);
        } catch (Throwable e) { // whatever it is, who reports goes on
            LOG.log(Level.WARNING, problem.getMessage(), problem);
            LOG.log(Level.WARNING, "The exception listener, which was told that, threw an exception", e);
        }
    }
}
