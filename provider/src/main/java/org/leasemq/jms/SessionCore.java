package org.leasemq.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.jms.error.JmsErrors;

/** The working part of a session: leases, acknowledgement, delivery. Producers, consumers and the session itself use it. */
final class SessionCore {
    private final ConnectionCore connection;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final ListenerNotices notices;
    private final Deliveries deliveries;
    private final Gate gate = new Gate();
    private final AsyncSends asyncSends = new AsyncSends(this);
    private final Set<Source> sources = ConcurrentHashMap.newKeySet();
    private final Set<LeaseMQBrowser> browsers = ConcurrentHashMap.newKeySet();
    private final LoadedMessages loaded;
    private boolean listening;
    private volatile boolean closed;

    SessionCore(ConnectionCore connection, Leasing leasing, Acknowledgement acknowledgement) {
        this.connection = connection;
        this.leasing = leasing;
        this.acknowledgement = acknowledgement;
        this.notices = new ListenerNotices(connection.clock());
        this.deliveries = new Deliveries(
                leasing, acknowledgement, connection.incoming(), this::acknowledge, connection::report, notices);
        this.loaded = new LoadedMessages(gate, acknowledgement, deliveries);
    }

    Leasing leasing() {
        return leasing;
    }

    ListenerNotices notices() {
        return notices;
    }

    Deliveries deliveries() {
        return deliveries;
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

    SoleUse soleUse() {
        return acknowledgement.soleUse();
    }

    AsyncSends asyncSends() {
        return asyncSends;
    }

    /** Our destination for one of the application's; a queue is there afterwards. */
    LeaseMQDestination resolved(Destination destination) throws JMSException {
        LeaseMQDestination own = LeaseMQDestination.of(destination);
        if (own instanceof LeaseMQQueue queue) {
            connection.queues().resolve(queue);
        }
        return own;
    }

    void checkOpen() throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The session");
        }
    }

    Line openLine(Source source) throws JMSException {
        sources.add(source);
        if (closed) {
            closeSource(source);
            checkOpen();
        }
        Line line = new Line(gate, leasing, connection.clock(), source);
        gate.add(line);
        return line;
    }

    void closeSource(Source source) {
        if (sources.remove(source)) {
            source.close();
        }
    }

    void opened(LeaseMQBrowser browser) throws JMSException {
        browsers.add(browser);
        if (closed) {
            browser.close();
            checkOpen();
        }
    }

    void closed(LeaseMQBrowser browser) {
        browsers.remove(browser);
    }

    LeaseMQMessage receive(Line line, Duration timeout) throws JMSException {
        enterReceive(line);
        try {
            Leased lease = line.take(timeout);
            if (lease == null) {
                return null;
            }
            LeaseMQMessage message = deliveries.read(line.source(), lease);
            acknowledgement.received(lease);
            return message;
        } finally {
            leaveReceive(line);
        }
    }

    /** As {@link #receive} for the body alone. A message that does not have such a body is not lost. */
    <T> T receiveBody(Line line, Class<T> type, Duration timeout) throws JMSException {
        enterReceive(line);
        try {
            Leased lease = line.take(timeout);
            return lease == null ? null : body(line, lease, type);
        } finally {
            leaveReceive(line);
        }
    }

    private void enterReceive(Line line) throws JMSException {
        soleUse().enter("receive");
        gate.enterReceive(line);
    }

    private void leaveReceive(Line line) {
        gate.leaveReceive(line);
        soleUse().leave();
    }

    private <T> T body(Line line, Leased lease, Class<T> type) throws JMSException {
        LeaseMQMessage message = deliveries.read(line.source(), lease);
        T body;
        boolean converted = false;
        try {
            body = message.onlyBody(type);
            converted = true;
        } finally {
            if (!converted) { // whatever was thrown: the classes of an object are the application's
                acknowledgement.notConverted(lease);
            }
        }
        acknowledgement.received(lease);
        return body;
    }

    void acknowledge() throws JMSException {
        checkOpen();
        acknowledgement.acknowledge();
    }

    /** What comes from connection consumers. */
    LoadedMessages loaded() {
        return loaded;
    }

    /** Starts the thread that runs listeners, the first time. */
    synchronized void listen() throws JMSException {
        if (listening) {
            return;
        }
        connection.run(new ListenerLoop(gate, deliveries, acknowledgement));
        listening = true;
    }

    /** Ends delivery, waits for the listener that is running, and releases the leases. */
    void close() {
        closed = true;
        try {
            asyncSends.close();
            gate.close();
            browsers.forEach(LeaseMQBrowser::close);
            acknowledgement.idle();
        } finally {
            leasing.close(acknowledgement.held());
            sources.forEach(this::closeSource);
            notices.tellAll();
        }
    }
}
