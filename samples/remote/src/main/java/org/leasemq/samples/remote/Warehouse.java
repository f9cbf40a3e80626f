package org.leasemq.samples.remote;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * Ships orders until it is told to end (SIGTERM), with several listeners, as message-driven beans do. A server that is away for a
 * while is none of its business. When its connection is over, because the server has been away for longer than that or somebody has
 * ended it there, the {@linkplain Connection#setExceptionListener exception listener} is told, and it makes another.
 */
public final class Warehouse {
    private static final Logger LOG = Logger.getLogger(Warehouse.class.getName());
    private static final int LISTENERS = 3;

    private final ConnectionFactory factory;
    private final String name;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean ending;

    private Warehouse(ConnectionFactory factory, String name) {
        this.factory = factory;
        this.name = name;
    }

    /** @param arguments the server; and the name of the warehouse */
    public static void main(String[] arguments) throws InterruptedException {
        try (LeaseMQConnectionFactory factory = Orders.at(arguments[0])) {
            Warehouse warehouse = new Warehouse(factory, arguments[1]);
            Thread working = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> warehouse.end(working)));
            warehouse.work();
        }
    }

    private void work() throws InterruptedException {
        for (; !ending; woken.drainPermits()) {
            try (Connection connection = factory.createConnection()) {
                connection.setExceptionListener(this::isOver);
                for (int i = 0; i < LISTENERS; i++) {
                    listen(connection);
                }
                connection.start();
                Reports.ready();
                woken.acquire();
            } catch (JMSException e) {
                LOG.log(Level.WARNING, "There is no connection; another is tried in a second", e);
                woken.tryAcquire(1, TimeUnit.SECONDS);
            }
        }
    }

    private void listen(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        session.createConsumer(session.createQueue(Orders.ORDERS)).setMessageListener(new Shipping(session, name));
    }

    private void isOver(JMSException problem) {
        LOG.log(Level.WARNING, "The connection is given up", problem);
        woken.release();
    }

    /** Closing the connection waits for listeners that are at work. */
    private void end(Thread working) {
        ending = true;
        woken.release();
        try {
            working.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
