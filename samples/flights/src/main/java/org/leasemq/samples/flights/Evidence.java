package org.leasemq.samples.flights;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * What is in the queues when all is done, in their order.
 *
 * @param results the result queue
 * @param failures the notes about failed attempts
 * @param deadLetters numbers of the departures in the dead-letter queue
 * @param leftOver numbers of the departures still in their queue
 */
record Evidence(List<Result> results, List<Failure> failures, List<Integer> deadLetters, List<Integer> leftOver) {

    /** Reads the queues and leaves everything in them. */
    static Evidence read(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            return new Evidence(
                    browse(session, Queues.RESULTS, message -> Json.read(message.getBody(String.class), Result.class)),
                    browse(
                            session,
                            Queues.FAILURES,
                            message -> Json.read(message.getBody(String.class), Failure.class)),
                    browse(session, Queues.DEAD_LETTERS, message -> message.getIntProperty(Queues.NUMBER)),
                    browse(session, Queues.DEPARTURES, message -> message.getIntProperty(Queues.NUMBER)));
        }
    }

    private static <T> List<T> browse(Session session, String queue, Reader<T> reader) throws JMSException {
        List<T> found = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                found.add(reader.read((Message) messages.nextElement()));
            }
        }
        return List.copyOf(found);
    }

    private interface Reader<T> {
        T read(Message message) throws JMSException;
    }
}
