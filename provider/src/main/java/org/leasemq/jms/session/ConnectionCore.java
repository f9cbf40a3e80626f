package org.leasemq.jms.session;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.destination.Destinations;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.xa.Association;
import org.leasemq.jms.xa.BranchXAResource;
import org.leasemq.jms.xa.WorkingBranches;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;

/** The working part of a connection: opens its sessions, and starts, stops and closes them. Safe for use by several threads. */
public final class ConnectionCore {
    private final EngineHandle handle;
    private final OptionValues options;
    private final ConnectionServices services;
    private final List<OpenSession> sessions = new CopyOnWriteArrayList<>();
    private final List<ServedConsumer> consumers = new CopyOnWriteArrayList<>();
    private volatile boolean used;

    @GuardedBy("this")
    private boolean started;

    @GuardedBy("this")
    private boolean closed;

    public ConnectionCore(EngineHandle handle, OptionValues options, Destinations destinations) {
        this.handle = handle;
        this.options = options;
        this.services = new ConnectionServices(handle, options, destinations);
        handle.whenFailed(services::engineFailed);
    }

    public ConnectionServices services() {
        return services;
    }

    public void claimClientId(String id) throws JMSException {
        refuseClientId();
        if (id == null || id.isEmpty()) {
            throw JmsErrors.invalidClientId("The client identifier must not be null or empty.");
        }
        if (!services.claimName(id)) {
            throw JmsErrors.invalidClientId("The client identifier '" + id
                    + "' is used by another connection that is open. Close that, or take another identifier.");
        }
        boolean taken = false;
        try {
            takeClientId(id);
            taken = true;
        } finally {
            if (!taken) {
                services.freeName(id);
            }
        }
    }

    private synchronized void takeClientId(String id) throws JMSException {
        refuseClientId();
        services.setClientId(id);
    }

    private synchronized void refuseClientId() throws JMSException {
        String present = services.clientId();
        if (closed) {
            throw JmsErrors.closed("The connection");
        }
        if (present != null) {
            throw JmsErrors.illegalState("The connection has the client identifier '" + present + "' already.");
        }
        if (used) {
            throw JmsErrors.illegalState("The client identifier has to be set before anything else is done with a "
                    + "connection. Set it right after creating it, or configure it in the connection factory.");
        }
    }

    public void used() {
        used = true;
    }

    // -------------------------------------------------------------------------------------------- sessions

    public SessionCore openSession(int mode) throws JMSException {
        boolean automatic = mode == Session.AUTO_ACKNOWLEDGE || mode == Session.DUPS_OK_ACKNOWLEDGE;
        if (services.isInServer() && (automatic || services.enlistment() != null)) {
            return openSession(services::enlistment, automatic ? mode : Session.AUTO_ACKNOWLEDGE);
        }
        Leasing leasing = openLeasing(() -> null);
        boolean blocking = options.get(Options.BLOCKING_ACKNOWLEDGE);
        return new SessionCore(services, leasing, Acknowledgement.of(mode, leasing, blocking));
    }

    /** A session whose work belongs to the transaction branch of the moment, if there is one. */
    public SessionCore openSession(Supplier<Enlistment> enlistments, int modeWithoutBranch) throws JMSException {
        return openSession(openLeasing(enlistments), modeWithoutBranch);
    }

    /** One whose leases have the owner of another session, so that both may work on one message group. It ends with that. */
    public SessionCore openCompanion(SessionCore session, Supplier<Enlistment> enlistments) {
        return openSession(session.leasing().sharing(enlistments), Session.AUTO_ACKNOWLEDGE);
    }

    private SessionCore openSession(Leasing leasing, int modeWithoutBranch) {
        boolean blocking = options.get(Options.BLOCKING_ACKNOWLEDGE);
        return new SessionCore(services, leasing, Acknowledgement.inBranches(modeWithoutBranch, leasing, blocking));
    }

    /**
     * For a session whose work belongs to global transactions.
     *
     * @param withdrawal has the session give back what has not been seen
     */
    public BranchXAResource openResource(Association association, Runnable withdrawal) {
        return new BranchXAResource(
                association, handle.client(), services.clock(), WorkingBranches.of(handle.client()), withdrawal);
    }

    private Leasing openLeasing(Supplier<Enlistment> enlistments) throws JMSException {
        String clientId = services.clientId();
        try {
            String who = clientId == null ? "session" : "session of " + clientId;
            return new Leasing(
                    services.engine(),
                    services.queues(),
                    handle.client().openOwner(who),
                    enlistments,
                    options.get(Options.LEASE_LIMIT),
                    options.get(Options.REDELIVERY_DELAY));
        } catch (EngineException e) {
            throw JmsErrors.of(e);
        }
    }

    public OpenSession add(SessionCore core) throws JMSException {
        return add(core, () -> {});
    }

    /**
     * Takes a new session in, unless the connection has been closed while it was being made: then it is closed as well.
     *
     * @param ended is run when the session has been closed
     */
    public OpenSession add(SessionCore core, Runnable ended) throws JMSException {
        OpenSession session = new OpenSession(core, sessions::remove, ended);
        if (!takeIn(session)) {
            session.close();
            throw JmsErrors.closed("The connection");
        }
        return session;
    }

    private synchronized boolean takeIn(OpenSession session) {
        if (closed) {
            return false;
        }
        sessions.add(session);
        if (started) {
            session.delivery().start();
        }
        return true;
    }

    /** Takes a new consumer in, and starts its thread; one that cannot be taken in is closed. */
    public void add(ServedConsumer consumer) throws JMSException {
        used = true;
        boolean running = false;
        try {
            takeIn(consumer);
            services.run(consumer);
            running = true;
        } finally {
            if (!running) {
                consumer.close();
            }
        }
    }

    private synchronized void takeIn(ServedConsumer consumer) throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The connection");
        }
        consumers.add(consumer);
        if (started) {
            consumer.delivery().start();
        }
    }

    public void remove(ServedConsumer consumer) {
        consumers.remove(consumer);
    }

    // ------------------------------------------------------------------------------------ start and stop

    public synchronized void start() {
        used = true;
        started = true;
        sessions.forEach(session -> session.delivery().start());
        consumers.forEach(consumer -> consumer.delivery().start());
    }

    /** Does not keep {@link #start} from being called while it waits for listeners; whichever was called last holds. */
    public void stop() throws JMSException {
        used = true;
        for (OpenSession session : sessions) {
            session.delivery().refuseInListener("Connection.stop");
        }
        synchronized (this) {
            started = false;
            consumers.forEach(consumer -> consumer.delivery().stop());
            sessions.forEach(session -> session.delivery().stop());
        }
        consumers.forEach(consumer -> consumer.delivery().settle());
        sessions.forEach(session -> session.delivery().settle());
    }

    public void refuseInListener(String what) throws JMSException {
        for (OpenSession session : sessions) {
            session.refuseInListener(what);
        }
    }

    /** Ends delivery. Listeners that are running can use the connection until they return, which this waits for. */
    public void endDelivery() {
        sessions.forEach(session -> session.delivery().end());
    }

    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            consumers.forEach(ServedConsumer::close);
            sessions.forEach(OpenSession::close);
        } finally {
            services.temporaries().close();
            String clientId = services.clientId();
            if (clientId != null) {
                services.freeName(clientId);
            }
            handle.close();
        }
    }
}
