package org.leasemq.jms.session;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.leasemq.jms.acknowledge.Acknowledgement;
import org.leasemq.jms.acknowledge.Leased;
import org.leasemq.jms.acknowledge.Leasing;
import org.leasemq.jms.delivery.AsyncSends;
import org.leasemq.jms.delivery.DeliveryControl;
import org.leasemq.jms.delivery.DeliveryMonitor;
import org.leasemq.jms.delivery.Fetcher;
import org.leasemq.jms.delivery.Handover;
import org.leasemq.jms.delivery.ListenerLoop;
import org.leasemq.jms.delivery.ListenerNotices;
import org.leasemq.jms.delivery.LoadedMessages;
import org.leasemq.jms.delivery.SoleUse;
import org.leasemq.jms.destination.LeaseMQDestination;
import org.leasemq.jms.destination.QueueDestination;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.error.JmsErrors;
import org.leasemq.jms.message.LeaseMQMessage;

/** The working part of a session: leases, acknowledgement, delivery. Producers, consumers and the session itself use it. */
public final class SessionCore {
    private final ConnectionServices connection;
    private final Leasing leasing;
    private final Acknowledgement acknowledgement;
    private final ListenerNotices notices;
    private final Handover handover;
    private final DeliveryControl delivery;
    private final SoleUse soleUse;
    private final AsyncSends asyncSends;
    private final Set<Source> sources = ConcurrentHashMap.newKeySet();
    private final Set<SessionPart> browsers = ConcurrentHashMap.newKeySet();
    private final LoadedMessages loaded;
    private boolean listening;
    private volatile boolean closed;

    public SessionCore(ConnectionServices connection, Leasing leasing, Acknowledgement acknowledgement) {
        this.connection = connection;
        this.leasing = leasing;
        this.delivery = new DeliveryControl(leasing::recall);
        this.acknowledgement = acknowledgement;
        this.notices = new ListenerNotices(connection.clock());
        DeliveryMonitor<Fetcher, Leased> monitor = delivery.monitor();
        this.soleUse = acknowledgement.isForOneThread() ? SoleUse.watched(monitor::isInCompletion) : SoleUse.UNWATCHED;
        this.asyncSends = new AsyncSends(monitor, leasing, acknowledgement, connection::run, notices);
        this.handover = new Handover(
                monitor,
                soleUse,
                leasing,
                acknowledgement,
                connection.incoming(),
                this::acknowledge,
                connection::report,
                notices);
        this.loaded = new LoadedMessages(monitor, acknowledgement, handover);
    }

    public Leasing leasing() {
        return leasing;
    }

    public Handover handover() {
        return handover;
    }

    public ConnectionServices connection() {
        return connection;
    }

    public Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    public DeliveryControl delivery() {
        return delivery;
    }

    public SoleUse soleUse() {
        return soleUse;
    }

    public AsyncSends asyncSends() {
        return asyncSends;
    }

    /** Our destination for one of the application's; a queue is there afterwards. */
    public LeaseMQDestination resolved(Destination destination) throws JMSException {
        LeaseMQDestination own = connection.destinations().of(destination);
        if (own instanceof QueueDestination queue) {
            connection.queues().resolve(queue);
        }
        return own;
    }

    /** As {@link #resolved}, of what a message names that is sent. */
    public LeaseMQDestination resolvedToSend(Destination destination) throws JMSException {
        LeaseMQDestination own = connection.destinations().of(destination);
        if (own instanceof QueueDestination queue) {
            connection.queues().resolveToSend(queue);
        }
        return own;
    }

    public void checkOpen() throws JMSException {
        if (closed) {
            throw JmsErrors.closed("The session");
        }
    }

    public Fetcher open(Source source) throws JMSException {
        sources.add(source);
        if (closed) {
            closeSource(source);
            checkOpen();
        }
        return new Fetcher(delivery.monitor(), leasing, connection.clock(), source).opened();
    }

    public void closeSource(Source source) {
        if (sources.remove(source)) {
            source.close();
        }
    }

    public void opened(SessionPart browser) throws JMSException {
        browsers.add(browser);
        if (closed) {
            browser.close();
            checkOpen();
        }
    }

    public void closed(SessionPart browser) {
        browsers.remove(browser);
    }

    public LeaseMQMessage receive(Fetcher from, Duration timeout) throws JMSException {
        return receive(from, timeout, lease -> {
            LeaseMQMessage message = handover.read(lease);
            acknowledgement.received(lease);
            return message;
        });
    }

    /** As {@link #receive} for the body alone. A message that does not have such a body is not lost. */
    public <T> T receiveBody(Fetcher from, Class<T> type, Duration timeout) throws JMSException {
        return receive(from, timeout, lease -> body(lease, type));
    }

    private <T> T receive(Fetcher from, Duration timeout, Fetcher.Taking<T> taking) throws JMSException {
        soleUse.enter("receive");
        try {
            return from.receive(timeout, taking);
        } finally {
            soleUse.leave();
        }
    }

    private <T> T body(Leased lease, Class<T> type) throws JMSException {
        LeaseMQMessage message = handover.read(lease);
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

    public void acknowledge() throws JMSException {
        checkOpen();
        acknowledgement.acknowledge();
    }

    /** What comes from connection consumers. */
    public LoadedMessages loaded() {
        return loaded;
    }

    /** Starts the thread that runs listeners, the first time. */
    public synchronized void listen() throws JMSException {
        if (listening) {
            return;
        }
        connection.run(new ListenerLoop(delivery.monitor(), handover, acknowledgement));
        listening = true;
    }

    /** Ends delivery, waits for the listener that is running, and releases the leases. */
    public void close() {
        closed = true;
        try {
            asyncSends.close();
            delivery.close();
            browsers.forEach(SessionPart::close);
            acknowledgement.idle();
        } finally {
            leasing.close(acknowledgement.held());
            sources.forEach(this::closeSource);
            notices.tellAll();
        }
    }
}
