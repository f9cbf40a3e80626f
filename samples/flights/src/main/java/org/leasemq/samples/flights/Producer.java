package org.leasemq.samples.flights;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Sends one message per departure, the airport as message group. The number of the departure is the deduplication id: a
 * producer that does not know whether its last send before the kill arrived sends it again, and it arrives once.
 */
final class Producer implements Callable<Void> {
    private final Connection connection;
    private final List<Departure> timetable;
    private final int first;
    private final Reports reports;

    /** Sends the departures from number {@code first} on. */
    Producer(Connection connection, List<Departure> timetable, int first, Reports reports) {
        this.connection = connection;
        this.timetable = timetable;
        this.first = first;
        this.reports = reports;
    }

    @Override
    public Void call() throws JMSException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(Queues.DEPARTURES))) {
            for (int number = first; number < timetable.size(); number++) {
                producer.send(message(session, number));
                reports.sent(number);
            }
        }
        return null;
    }

    private TextMessage message(Session session, int number) throws JMSException {
        Departure departure = timetable.get(number);
        TextMessage message = session.createTextMessage(Json.write(departure));
        message.setIntProperty(Queues.NUMBER, number);
        message.setStringProperty("JMSXGroupID", departure.origin());
        message.setStringProperty("JMS_SQS_DeduplicationId", String.valueOf(number));
        return message;
    }
}
