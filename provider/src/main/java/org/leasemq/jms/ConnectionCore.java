package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.destination.Queues;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.destination.SubscriptionKey;
import org.leasemq.jms.destination.SubscriptionRegistry;
import org.leasemq.jms.destination.TemporaryDestinations;
import org.leasemq.jms.destination.TopicDestination;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.object.ObjectReader;
import org.leasemq.log.Logs;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** The working part of a connection: the engine, the settings, the sessions. Safe for use by several threads. */
final class ConnectionCore {
    private static final System.Logger LOG = Logs.of(ConnectionCore.class);

    private final EngineHandle handle;
    private final OptionValues options;
    private final Destinations destinations;
    private final Incoming incoming;
    private final Queues queues;
    private final String id;
    private final TemporaryDestinations temporaries;
    private final Sources sources;
    private final List<LeaseMQSession> sessions = new CopyOnWriteArrayList<>();
    private final List<ServerSessionConsumer> consumers = new CopyOnWriteArrayList<>();
    private volatile ExceptionListener exceptionListener;
    private volatile String clientId;
    private volatile boolean used;
    /** What an application server that manages the connection has it work for; null if none manages it. */
    private volatile Supplier<ServerTransaction> server;

    @GuardedBy("this")
    private boolean started;

    @GuardedBy("this")
    private boolean closed;

    ConnectionCore(EngineHandle handle, OptionValues options, Destinations destinations) {
        this.handle = handle;
        this.options = options;
        this.destinations = destinations;
        this.queues = new Queues(handle.engine(), options);
        this.id = uniqueName();
        this.temporaries = new TemporaryDestinations(handle.engine(), options, destinations, this::uniqueName);
        this.incoming = new Incoming(ObjectReader.within(options), temporaries);
        this.sources = new Sources(this);
    }

    LeaseEngine engine() {
        return handle.engine();
    }

    TimeSource clock() {
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

    Incoming incoming() {
        return incoming;
    }

    Destinations destinations() {
        return destinations;
    }

    Queues queues() {
        return queues;
    }

    TemporaryDestinations temporaries() {
        return temporaries;
    }

    Sources sources() {
        return sources;
    }

    SubscriptionRegistry subscriptions() {
        return handle.shared(SubscriptionRegistry.class, SubscriptionRegistry::new);
    }

    Source subscription(
            SubscriptionKey.Kind kind, Destination destination, String name, String selector, boolean noLocal)
            throws JMSException {
        TopicDestination topic = sources.topic(destination);
        return sources.open(SubscriptionKey.of(kind, clientId, name), topic, selector, noLocal);
    }

    /** Whose messages a consumer does not get that does not want those of its own connection. */
    String origin() {
        return clientId == null ? id : clientId;
    }

    /** A name that nobody else has. */
    String uniqueName() {
        return engine().newId().toString();
    }

    // ------------------------------------------------------------------------------------------- client id

    String clientId() {
        return clientId;
    }

    synchronized void claimClientId(String id) throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The connection");
        }
        if (clientId != null) {
            throw JmsErrors.illegalState("The connection has the client identifier '" + clientId + "' already.");
        }
        if (used) {
            throw JmsErrors.illegalState("The client identifier has to be set before anything else is done with a "
                    + "connection. Set it right after creating it, or configure it in the connection factory.");
        }
        if (id == null || id.isEmpty()) {
            throw JmsErrors.invalidClientId("The client identifier must not be null or empty.");
        }
        if (!handle.claimName(id)) {
            throw JmsErrors.invalidClientId("The client identifier '" + id
                    + "' is used by another connection that is open. Close that, or take another identifier.");
        }
        clientId = id;
    }

    void used() {
        used = true;
    }

    // --------------------------------------------------------------------------------- application servers

    /** From now on an application server manages the connection. It tells the transaction of the moment, or null. */
    void workFor(Supplier<ServerTransaction> transactions) {
        server = transactions;
    }

    private Enlistment enlistment() {
        ServerTransaction present = server.get();
        return present == null ? null : present.enlistment();
    }

    /** Refuses what the specification keeps from applications in a server (Jakarta Messaging 3.1, 12.3). */
    void refuseInServer(String what) throws JMSException {
        if (server != null) {
            throw JmsErrors.illegalState(
                    what + " is not for applications in a server, which manages connections, their "
                            + "threads and their listeners. Use a message-driven bean to listen.");
        }
    }

    // ------------------------------------------------------------------------------------------ exceptions

    ExceptionListener exceptionListener() {
        return exceptionListener;
    }

    void setExceptionListener(ExceptionListener listener) {
        exceptionListener = listener;
    }

    /** Tells the application about what went wrong where it was not calling. */
    void report(JMSException problem) {
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

    // -------------------------------------------------------------------------------------------- sessions

    SessionCore openSession(int mode) throws JMSException {
        boolean automatic = mode == Session.AUTO_ACKNOWLEDGE || mode == Session.DUPS_OK_ACKNOWLEDGE;
        if (server != null && (automatic || enlistment() != null)) {
            return openSession(this::enlistment, automatic ? mode : Session.AUTO_ACKNOWLEDGE);
        }
        Leasing leasing = openLeasing(() -> null);
        return new SessionCore(this, leasing, acknowledgement(mode, leasing));
    }

    /** A session whose work belongs to the transaction branch of the moment, if there is one. */
    SessionCore openSession(Supplier<Enlistment> enlistments, int modeWithoutBranch) throws JMSException {
        return openSession(openLeasing(enlistments), modeWithoutBranch);
    }

    /** One whose leases have the owner of another session, so that both may work on one message group. It ends with that. */
    SessionCore openCompanion(SessionCore session, Supplier<Enlistment> enlistments) {
        return openSession(session.leasing().sharing(enlistments), Session.AUTO_ACKNOWLEDGE);
    }

    private SessionCore openSession(Leasing leasing, int modeWithoutBranch) {
        AutoAcknowledgement local = new AutoAcknowledgement(leasing, options.get(Options.BLOCKING_ACKNOWLEDGE));
        return new SessionCore(this, leasing, new GlobalTransaction(leasing, local, modeWithoutBranch));
    }

    LeaseMQXASession openXaSession() throws JMSException {
        Association association = new Association();
        SessionCore session = openSession(association::enlistment, Session.SESSION_TRANSACTED);
        WorkingBranches branches = WorkingBranches.of(handle);
        return new LeaseMQXASession(
                this,
                session,
                new BranchXAResource(association, engine(), clock(), branches, session.delivery()::withdrawUnseen));
    }

    private Leasing openLeasing(Supplier<Enlistment> enlistments) throws JMSException {
        try {
            String who = clientId == null ? "session" : "session of " + clientId;
            return new Leasing(
                    engine(),
                    queues,
                    engine().openOwner(who),
                    enlistments,
                    options.get(Options.LEASE_LIMIT),
                    options.get(Options.REDELIVERY_DELAY));
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    private Acknowledgement acknowledgement(int mode, Leasing leasing) {
        boolean blocking = options.get(Options.BLOCKING_ACKNOWLEDGE);
        return switch (mode) {
            case Session.SESSION_TRANSACTED -> new Transaction(leasing);
            case Session.CLIENT_ACKNOWLEDGE -> new ClientAcknowledgement(leasing);
            case Session.DUPS_OK_ACKNOWLEDGE -> new GatheringAcknowledgement(leasing, blocking);
            default -> new AutoAcknowledgement(leasing, blocking);
        };
    }

    /** Takes a new session in, unless the connection has been closed while it was being made: then it is closed as well. */
    void add(LeaseMQSession session, DeliveryControl delivery) throws JMSException {
        if (!takeIn(session, delivery)) {
            session.closeNow();
            throw JmsErrors.closed("The connection");
        }
    }

    private synchronized boolean takeIn(LeaseMQSession session, DeliveryControl delivery) {
        if (closed) {
            return false;
        }
        sessions.add(session);
        if (started) {
            delivery.start();
        }
        return true;
    }

    /** Takes a new consumer in, and starts its thread; one that cannot be taken in is closed. */
    void add(ServerSessionConsumer consumer) throws JMSException {
        used = true;
        boolean running = false;
        try {
            takeIn(consumer);
            run(consumer);
            running = true;
        } finally {
            if (!running) {
                consumer.close();
            }
        }
    }

    private synchronized void takeIn(ServerSessionConsumer consumer) throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The connection");
        }
        consumers.add(consumer);
        if (started) {
            consumer.delivery().start();
        }
    }

    void remove(ServerSessionConsumer consumer) {
        consumers.remove(consumer);
    }

    void remove(LeaseMQSession session) {
        sessions.remove(session);
    }

    synchronized void start() {
        used = true;
        started = true;
        sessions.forEach(LeaseMQSession::start);
        consumers.forEach(consumer -> consumer.delivery().start());
    }

    /** Does not keep {@link #start} from being called while it waits for listeners; whichever was called last holds. */
    void stop() throws JMSException {
        used = true;
        for (LeaseMQSession session : sessions) {
            session.refuseInMessageListener("Connection.stop");
        }
        synchronized (this) {
            started = false;
            consumers.forEach(consumer -> consumer.delivery().stop());
            sessions.forEach(LeaseMQSession::stop);
        }
        consumers.forEach(consumer -> consumer.delivery().settle());
        sessions.forEach(LeaseMQSession::settle);
    }

    void refuseInListener(String what) throws JMSException {
        for (LeaseMQSession session : sessions) {
            session.refuseInListener(what);
        }
    }

    /** Ends delivery. Listeners that are running can use the connection until they return, which this waits for. */
    void endDelivery() {
        sessions.forEach(LeaseMQSession::endDelivery);
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            consumers.forEach(ServerSessionConsumer::close);
            sessions.forEach(LeaseMQSession::closeNow);
        } finally {
            temporaries.close();
            if (clientId != null) {
                handle.freeName(clientId);
            }
            handle.close();
        }
    }
}
