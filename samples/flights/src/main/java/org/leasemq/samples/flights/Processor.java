package org.leasemq.samples.flights;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Processes departures, each in a transaction of its own with the send of its result. One that fails is rolled back and so
 * comes again, until it has had its attempts and is in the dead-letter queue. Failures are noted in another session, as
 * what the transaction sends is rolled back with it.
 */
final class Processor implements Callable<Void> {
    private static final long WAIT_MILLIS = 250;

    private final Connection connection;
    private final String name;
    private final BooleanSupplier allSent;
    private final Reports reports;

    /**
     * Runs until the queue is empty and {@code allSent}.
     *
     * @param name who the results say has processed them
     */
    Processor(Connection connection, String name, BooleanSupplier allSent, Reports reports) {
        this.connection = connection;
        this.name = name;
        this.allSent = allSent;
        this.reports = reports;
    }

    @Override
    public Void call() throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer departures = session.createConsumer(session.createQueue(Queues.DEPARTURES));
                MessageProducer results = session.createProducer(session.createQueue(Queues.RESULTS));
                Session notes = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer failures = notes.createProducer(notes.createQueue(Queues.FAILURES))) {
            boolean last = allSent.getAsBoolean();
            Message message = departures.receive(WAIT_MILLIS);
            while (message != null || !last) {
                if (message != null) {
                    process(message, session, results, failures);
                }
                last = allSent.getAsBoolean();
                message = departures.receive(WAIT_MILLIS);
            }
        }
        return null;
    }

    private void process(Message message, Session session, MessageProducer results, MessageProducer failures)
            throws JMSException {
        int number = message.getIntProperty(Queues.NUMBER);
        int attempt = message.getIntProperty("JMSXDeliveryCount");
        try {
            Result result = judge(number, message.getBody(String.class), attempt);
            results.send(numbered(session.createTextMessage(Json.write(result)), number));
            session.commit();
            reports.done(number);
        } catch (TooLateException e) {
            Failure failure = new Failure(number, attempt, e.getMessage());
            failures.send(numbered(session.createTextMessage(Json.write(failure)), number));
            session.rollback();
        }
    }

    private Result judge(int number, String text, int attempt) throws TooLateException {
        Departure departure = Json.read(text, Departure.class);
        if (departure.tooLate()) {
            throw new TooLateException(number, departure);
        }
        return Result.of(number, departure, attempt, name);
    }

    private static TextMessage numbered(TextMessage message, int number) throws JMSException {
        message.setIntProperty(Queues.NUMBER, number);
        return message;
    }
}
