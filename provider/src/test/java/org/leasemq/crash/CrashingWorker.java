package org.leasemq.crash;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.PrintStream;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * A process that sends and processes messages until it is killed. It prints a line for every send that has returned and
 * every transaction that has committed.
 */
final class CrashingWorker {
    static final String IN = "in.fifo";
    static final String OUT = "out.fifo";
    static final String PLAIN = "plain";
    private static final int PRODUCERS = 3;
    private static final int CONSUMERS = 3;

    private final Connection connection;
    private final PrintStream report;
    private final int round;

    private CrashingWorker(Connection connection, PrintStream report, int round) {
        this.connection = connection;
        this.report = report;
        this.round = round;
    }

    /** Arguments: URL of the database, number of the round. */
    public static void main(String[] arguments) throws JMSException {
        Connection connection = new LeaseMQConnectionFactory(arguments[0]).createConnection();
        CrashingWorker worker = new CrashingWorker(connection, System.out, Integer.parseInt(arguments[1]));
        connection.start();
        for (int i = 0; i < PRODUCERS; i++) {
            String name = "r" + worker.round + "p" + i;
            new Thread(() -> worker.attempt(() -> worker.produce(name))).start();
        }
        for (int i = 0; i < CONSUMERS; i++) {
            new Thread(() -> worker.attempt(worker::process)).start();
        }
        new Thread(() -> worker.attempt(worker::consumePlain)).start();
    }

    private interface Job {
        void run() throws JMSException;
    }

    private void attempt(Job job) {
        try {
            job.run();
        } catch (JMSException e) {
            report.println("failed " + e);
            report.flush();
        }
    }

    /** Numbers its messages; each goes to the ordered queue and to the plain one. */
    private void produce(String name) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer ordered = session.createProducer(session.createQueue(IN));
        MessageProducer plain = session.createProducer(session.createQueue(PLAIN));
        for (int number = 0; ; number++) {
            String body = name + "/" + number;
            TextMessage message = session.createTextMessage(body);
            message.setStringProperty("JMSXGroupID", name);
            ordered.send(message);
            say("ordered " + body);
            plain.send(session.createTextMessage(body));
            say("plain " + body);
        }
    }

    /** Moves messages from one queue to the other, each in a transaction. */
    private void process() throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        Queue out = session.createQueue(OUT);
        MessageConsumer consumer = session.createConsumer(session.createQueue(IN));
        MessageProducer producer = session.createProducer(out);
        while (true) {
            Message message = consumer.receive();
            TextMessage result = session.createTextMessage(((TextMessage) message).getText());
            result.setStringProperty("JMSXGroupID", message.getStringProperty("JMSXGroupID"));
            producer.send(result);
            session.commit();
            say("processed " + result.getText());
        }
    }

    /** Acknowledges what it receives, explicitly. */
    private void consumePlain() throws JMSException {
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(PLAIN));
        while (true) {
            Message message = consumer.receive();
            say("seen " + ((TextMessage) message).getText());
            message.acknowledge();
            say("acknowledged " + ((TextMessage) message).getText());
        }
    }

    private void say(String line) {
        synchronized (report) {
            report.println(line);
            report.flush();
        }
    }
}
