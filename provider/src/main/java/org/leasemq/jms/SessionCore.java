package org.leasemq.jms;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.engine.EngineException;

/** The working part of a session: leases, acknowledgement, delivery. Producers, consumers and the session itself use it. */
final class SessionCore {
    private static final Duration UNREADABLE_FOR = Duration.ofSeconds(1);

    private final ConnectionCore connection;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final Gate gate = new Gate();
    private final Set<LeaseMQBrowser> browsers = ConcurrentHashMap.newKeySet();
    private boolean listening;
    private volatile boolean closed;

    SessionCore(ConnectionCore connection, Leasing leasing, Acknowledgement acknowledgement) {
        this.connection = connection;
        this.leasing = leasing;
        this.acknowledgement = acknowledgement;
    }

    ConnectionCore connection() {
        return connection;
    }

    Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    Gate gate() {
        return gate;
    }

    void checkOpen() throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The session");
        }
    }

    Line openLine(LeaseMQQueue queue) {
        Line line = new Line(gate, leasing, connection.clock(), queue);
        gate.add(line);
        return line;
    }

    void opened(LeaseMQBrowser browser) {
        browsers.add(browser);
    }

    void closed(LeaseMQBrowser browser) {
        browsers.remove(browser);
    }

    LeaseMQMessage receive(Line line, Duration timeout) throws JMSException {
        Leased lease = line.take(timeout);
        if (lease == null) {
            return null;
        }
        LeaseMQMessage message = read(line, lease);
        acknowledgement.received(lease);
        return message;
    }

    /** Reads the message; one that cannot be read goes back for a while. */
    private LeaseMQMessage read(Line line, Leased lease) throws JMSException {
        try {
            return connection.incoming().decode(lease.delivery(), line.queue(), this::acknowledge);
        } catch (JMSException | EngineException e) {
            leasing.hide(List.of(lease), UNREADABLE_FOR);
            throw e instanceof JMSException jms ? jms : JmsErrors.of((EngineException) e);
        }
    }

    private void acknowledge() throws JMSException {
        checkOpen();
        acknowledgement.acknowledge();
    }

    /** Starts the thread that runs listeners, the first time. */
    synchronized void listen() {
        if (listening) {
            return;
        }
        listening = true;
        Runnable loop = new ListenerLoop(
                gate, leasing, acknowledgement, connection.incoming(), this::acknowledge, connection::report);
        connection.threads().newThread(loop).start();
    }

    /** Ends delivery, waits for the listener that is running, and releases the leases. */
    void close() {
        closed = true;
        try {
            gate.close();
            browsers.forEach(LeaseMQBrowser::close);
            acknowledgement.idle();
        } finally {
            leasing.close();
        }
    }
}
