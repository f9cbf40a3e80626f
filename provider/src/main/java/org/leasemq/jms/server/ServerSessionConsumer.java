package org.leasemq.jms.server;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.delivery.DeliveryControl;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.error.RuntimeErrors;
import org.leasemq.jms.session.ConnectionCore;
import org.leasemq.jms.session.ServedConsumer;
import org.leasemq.jms.session.SessionCore;
import org.leasemq.jms.session.SessionFace;
import org.leasemq.log.Logs;

/**
 * Takes messages for the sessions of an application server's pool (Jakarta Messaging 3.1, chapter 11). A thread waits for
 * messages on behalf of one pooled session at a time, which leases them and acknowledges them in its own mode.
 */
public final class ServerSessionConsumer implements ConnectionConsumer, ServedConsumer {
    private static final System.Logger LOG = Logs.of(ServerSessionConsumer.class);
    /** So long it is waited when the pool gives no session that can work. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConnectionCore connection;
    private final Source source;
    private final ServerSessionPool pool;
    private final int max;
    private final DeliveryControl delivery = new DeliveryControl(() -> {}); // sessions are their own

    public ServerSessionConsumer(ConnectionCore connection, Source source, ServerSessionPool pool, int max) {
        this.connection = connection;
        this.source = source;
        this.pool = pool;
        this.max = max;
    }

    @Override
    public DeliveryControl delivery() {
        return delivery;
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        if (delivery.isClosed()) {
            throw JmsErrors.closed("The connection consumer");
        }
        return pool;
    }

    /** Goes on until it is closed, whatever the pool throws: that is told once, and again when it has worked meanwhile. */
    @Override
    public void run() {
        boolean told = false;
        while (!delivery.isClosed()) {
            JMSException failure = serve();
            if (failure != null && failure.getCause() instanceof EngineException.Closed) {
                return;
            }
            if (failure != null && !told && !delivery.isClosed()) { // what fails because of being closed is no news
                connection.services().report(failure);
            }
            told = failure != null;
            if (told) {
                pause();
            }
        }
    }

    /** Has a session of the pool work; why that was not possible, or null. */
    private JMSException serve() {
        try {
            serve(asked("getServerSession", pool::getServerSession));
            return null;
        } catch (JMSException e) {
            return e;
        } catch (Throwable e) { // whatever it is, messages are to go on
            return JmsErrors.unexpected(e);
        }
    }

    /** An interrupt ends no pause before it begins, since a pool may interrupt each time. */
    private void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            delivery.monitor().pause(PAUSE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            LOG.log(Level.DEBUG, "An interrupt does not end a connection consumer; close it");
        }
    }

    /** Waits for messages, and has the session work on them; a session that gets none goes back to its pool by that. */
    private void serve(ServerSession server) throws JMSException {
        SessionCore open = null;
        boolean started = false;
        try {
            open = session(server);
            Fetcher fetcher = new Fetcher(
                    delivery.monitor(), open.leasing(), connection.services().clock(), source);
            open.loaded().add(take(fetcher, open.leasing()));
        } finally {
            try {
                start(server); // also without messages, since it would not get back into its pool otherwise
                started = true;
            } finally {
                if (!started && open != null) {
                    open.leasing().giveBack(open.loaded().unload());
                }
            }
        }
    }

    /** The working part of the session, which is to lease messages where the consumer's connection is. */
    private SessionCore session(ServerSession server) throws JMSException {
        Session session = asked("getSession", () -> server.getSession());
        if (!(session instanceof SessionFace own)) {
            throw refused((session == null ? "null" : "a " + session.getClass().getName())
                    + ", which is no session of LeaseMQ");
        }
        SessionCore open = own.live();
        if (open.connection().engine() != connection.services().engine()) {
            throw refused("one of another engine, which has none of the messages of this connection consumer for '"
                    + source.destination() + "'");
        }
        return open;
    }

    private static JMSException refused(String what) {
        return JmsErrors.illegalState("The pool's session is " + what + ". The pool is asked again in a second.");
    }

    private void start(ServerSession server) throws JMSException {
        asked("start", () -> {
            server.start();
            return server;
        });
    }

    /** What the pool answers; what it throws is told in the consumer's words. */
    private <T> T asked(String what, RuntimeErrors.Call<T> call) throws JMSException {
        try {
            return call.get();
        } catch (Throwable e) { // whatever it is, it is the pool's
            throw JmsErrors.poolFailed(what, source.destination(), e);
        }
    }

    private List<Leased> take(Fetcher fetcher, Leasing leasing) throws JMSException {
        fetcher.opened();
        List<Leased> taken = new ArrayList<>();
        boolean complete = false;
        try {
            Boolean one = fetcher.receive(null, taken::add);
            while (one != null && taken.size() < max) {
                one = fetcher.receive(Duration.ZERO, taken::add);
            }
            complete = true;
            return taken;
        } finally {
            fetcher.close();
            if (!complete) {
                leasing.giveBack(taken);
            }
        }
    }

    @Override
    public void close() {
        if (!delivery.isClosed()) {
            delivery.close();
            connection.remove(this);
            source.close();
        }
    }
}
