package org.leasemq.jms.server;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.function.Supplier;
import org.leasemq.jms.acknowledge.Enlistment;
import org.leasemq.jms.destination.Source;
import org.leasemq.jms.session.ConnectionCore;

/** What the beans of one kind get messages from, each by a {@link ServerDelivery} of its own. Safe for use by several threads. */
public final class ServerSource implements AutoCloseable {
    private final ConnectionCore connection;
    private final Source source;

    public ServerSource(ConnectionCore connection, Source source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * For one bean at a time.
     *
     * @param transaction what messages are consumed in; null to acknowledge each when the bean has returned
     */
    public ServerDelivery deliveries(ServerTransaction transaction) throws JMSException {
        return new ServerDelivery(connection.openSession(enlistments(transaction), Session.AUTO_ACKNOWLEDGE), source);
    }

    /**
     * As {@link #deliveries}, for one more bean that may work on a message group while the first one does. When either is closed
     * the leases of both end.
     */
    public ServerDelivery companion(ServerDelivery first, ServerTransaction transaction) {
        return new ServerDelivery(connection.openCompanion(first.session(), enlistments(transaction)), source);
    }

    private static Supplier<Enlistment> enlistments(ServerTransaction transaction) {
        return transaction == null ? () -> null : transaction::promised;
    }

    /** Sees to it that a queue that was deleted is there again. */
    public void restore() throws JMSException {
        source.restore(connection.services().queues());
    }

    /** Where messages come from, for people. */
    @Override
    public String toString() {
        return source.destination().toString();
    }

    /** Ends the subscription, if it has no name. All deliveries have to be closed before. */
    @Override
    public void close() {
        source.close();
    }
}
