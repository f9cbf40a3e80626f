package org.leasemq.samples.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.Callable;

/** One producer with a connection and a session of its own: sends its share of the messages, each persistent. */
final class Sender implements Callable<Latencies>, AutoCloseable {
    static final String NUMBER = "number";
    static final String SENT_AT = "sentAt";
    private static final String BODY = "0123456789abcdef".repeat(64);

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final int first;
    private final int step;
    private final int end;
    private final int batch;

    /**
     * Sends the numbers {@code first}, {@code first + step} and so on below {@code end}.
     *
     * @param batch messages per transaction; 1 for a session that is not transacted
     */
    Sender(ConnectionFactory factory, Place place, int first, int step, int end, int batch) throws JMSException {
        this.first = first;
        this.step = step;
        this.end = end;
        this.batch = batch;
        connection = factory.createConnection();
        session = batch > 1
                ? connection.createSession(true, Session.SESSION_TRANSACTED)
                : connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = session.createProducer(place.in(session));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
    }

    /** Sends everything. A latency is that of a send call, or of a transaction from its first send to its commit. */
    @Override
    public Latencies call() throws JMSException {
        Latencies latencies = new Latencies((end - first) / step / batch + 1);
        int open = 0;
        long began = 0;
        for (int number = first; number < end; number += step) {
            TextMessage message = session.createTextMessage(BODY);
            long now = System.nanoTime();
            began = open == 0 ? now : began;
            message.setIntProperty(NUMBER, number);
            message.setLongProperty(SENT_AT, now);
            producer.send(message);
            open++;
            if (open == batch || number + step >= end) {
                commit();
                latencies.add(System.nanoTime() - began);
                open = 0;
            }
        }
        return latencies;
    }

    private void commit() throws JMSException {
        if (batch > 1) {
            session.commit();
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
