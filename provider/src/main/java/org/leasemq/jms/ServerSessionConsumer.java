package org.leasemq.jms;

import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes messages for the sessions of an application server's pool (Jakarta Messaging 3.1, chapter 11). A thread waits for
 * messages on behalf of one pooled session at a time, which leases them and acknowledges them in its own mode.
 */
final class ServerSessionConsumer implements ConnectionConsumer, Runnable {
    private final ConnectionCore connection;
    private final Source source;
    private final ServerSessionPool pool;
    private final int max;
    private final Gate gate = new Gate();

    ServerSessionConsumer(ConnectionCore connection, Source source, ServerSessionPool pool, int max) {
        this.connection = connection;
        this.source = source;
        this.pool = pool;
        this.max = max;
    }

    Gate gate() {
        return gate;
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        if (gate.isClosed()) {
            throw JmsErrors.closed("The connection consumer");
        }
        return pool;
    }

    @Override
    public void run() {
        try {
            while (!gate.isClosed()) {
                serve(pool.getServerSession());
            }
        } catch (JMSException e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(JmsErrors.of(e));
        }
    }

    /** What fails because of being closed is no news. */
    private void failed(JMSException failure) {
        if (!gate.isClosed()) {
            connection.report(failure);
        }
    }

    /** Waits for messages, and has the session work on them; a session that gets none goes back to its pool by that. */
    private void serve(ServerSession server) throws JMSException {
        if (!(server.getSession() instanceof LeaseMQSession session)) {
            throw JmsErrors.illegalState("The pool's session is a "
                    + server.getSession().getClass().getName() + ", which is no session of LeaseMQ.");
        }
        try {
            SessionCore open = session.live();
            Line line = new Line(gate, open.leasing(), connection.clock(), source);
            open.loaded().add(line, take(line));
        } finally {
            server.start(); // also without messages, since it would not get back into its pool otherwise
        }
    }

    private List<Leased> take(Line line) throws JMSException {
        gate.add(line);
        try {
            List<Leased> taken = new ArrayList<>();
            for (Leased next = line.take(null); next != null; next = line.take(Duration.ZERO)) {
                taken.add(next);
                if (taken.size() == max) {
                    break;
                }
            }
            return taken;
        } finally {
            gate.remove(line);
        }
    }

    @Override
    public void close() {
        if (!gate.isClosed()) {
            gate.close();
            connection.remove(this);
            source.close();
        }
    }
}
