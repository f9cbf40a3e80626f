package org.leasemq.ra.inbound;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.jms.LeaseMQXAConnectionFactory;
import org.leasemq.jms.ServerConnection;
import org.leasemq.jms.server.ServerDelivery;
import org.leasemq.jms.server.ServerSource;
import org.leasemq.jms.server.ServerTransaction;
import org.leasemq.log.Logs;

/**
 * What the beans of one kind get messages by, until it is closed or its engine has failed: then there is to be another. Safe for
 * use by several threads.
 */
final class BeanConnection {
    private static final System.Logger LOG = Logs.of(BeanConnection.class);

    private final ServerConnection connection;
    private final ServerSource source;
    private final List<Part> parts = new ArrayList<>();

    /** What one bean at a time has of it. */
    static final class Part {
        private final ServerTransaction transaction;
        private final ServerDelivery delivery;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Part(ServerTransaction transaction, ServerDelivery delivery) {
            this.transaction = transaction;
            this.delivery = delivery;
        }

        /** Null if the bean's method wants none. */
        ServerTransaction transaction() {
            return transaction;
        }

        ServerDelivery delivery() {
            return delivery;
        }

        /** Gives back what there is. What goes wrong ends with the engine. Closing twice is harmless. */
        void close() {
            if (closed.compareAndSet(false, true)) {
                closeNow();
            }
        }

        private void closeNow() {
            try {
                delivery.close();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "What a bean had ends with the engine", e);
            } finally {
                if (transaction != null) {
                    transaction.close();
                }
            }
        }
    }

    private BeanConnection(ServerConnection connection, ServerSource source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * Connects.
     *
     * @param transacted whether messages are consumed in transactions
     * @return to be closed by the caller, after its parts
     */
    static BeanConnection open(BeanMessages messages, boolean transacted) throws JMSException {
        LeaseMQXAConnectionFactory factory = messages.factory();
        ServerConnection connection = factory.createServerConnection(null, null, false, () -> null);
        BeanConnection made = null;
        boolean opened = false;
        try {
            made = new BeanConnection(connection, messages.open(connection));
            made.addParts(messages, transacted);
            opened = true;
            return made;
        } finally {
            if (!opened && made == null) {
                close(connection);
            } else if (!opened) {
                made.closeAll();
            }
        }
    }

    private void addParts(BeanMessages messages, boolean transacted) throws JMSException {
        ServerDelivery first = null;
        for (int i = 0; i < messages.sessions(); i++) {
            ServerTransaction transaction = transacted ? transaction(messages.factory()) : null;
            boolean alone = i % messages.sessionsPerGroup() == 0;
            ServerDelivery delivery = alone ? source.deliveries(transaction) : source.companion(first, transaction);
            first = alone ? delivery : first;
            parts.add(new Part(transaction, delivery));
        }
    }

    private ServerTransaction transaction(LeaseMQXAConnectionFactory factory) throws JMSException {
        ServerTransaction made = factory.createServerTransaction();
        if (!connection.goesWith(made)) {
            made.close();
            throw new JMSException(
                    "The connection to the server was lost while beans connected", "LEASEMQ-NO-CONNECTION");
        }
        return made;
    }

    /** For one bean at a time of those that there are. */
    Part part(int number) {
        return parts.get(number);
    }

    /** Whether nothing comes any more. */
    boolean isOver() {
        return connection.isOver();
    }

    /** A queue that was deleted is there again afterwards. */
    void restore() throws JMSException {
        source.restore();
    }

    /** With its parts. */
    void closeAll() {
        parts.forEach(Part::close);
        close();
    }

    /** Without its parts, which those close who have them: it has failed. */
    void close() {
        try {
            source.close();
        } finally {
            close(connection);
        }
    }

    private static void close(ServerConnection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.log(System.Logger.Level.DEBUG, "The connection of beans ends with the engine", e);
        }
    }
}
