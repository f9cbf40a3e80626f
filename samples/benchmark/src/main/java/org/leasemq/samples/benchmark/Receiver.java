package org.leasemq.samples.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;

/** One consumer with a connection and a session of its own: a listener in a session that acknowledges by itself. */
final class Receiver implements MessageListener, AutoCloseable {
    private final Connection connection;
    private final Arrivals arrivals;
    private final Latencies latencies;

    /** Ready, and receiving nothing until {@link #start}. */
    Receiver(ConnectionFactory factory, Place place, Arrivals arrivals, int expected) throws JMSException {
        this.arrivals = arrivals;
        latencies = new Latencies(expected);
        connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        place.consumer(session).setMessageListener(this);
    }

    void start() throws JMSException {
        connection.start();
    }

    @Override
    public void onMessage(Message message) {
        try {
            latencies.add(System.nanoTime() - message.getLongProperty(Sender.SENT_AT));
            arrivals.add(message.getIntProperty(Sender.NUMBER));
        } catch (JMSException e) {
            throw new IllegalStateException("A message arrived without the properties it was sent with", e);
        }
    }

    /** From each message's send call to its arrival here. To be read after {@link #close}. */
    Latencies latencies() {
        return latencies;
    }

    /** Returns when the listener has returned and its acknowledgements are out. */
    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
