package org.leasemq.samples.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.PrintStream;
import java.nio.file.Path;

/** One of the two JVMs of {@link Backlog}: fills the queue, or drains it and checks the order. */
public final class BacklogProcess {
    static final String FILL = "fill";
    static final String DRAIN = "drain";
    static final String FIRST = "first";
    static final String RESULT = "result ";
    private static final String QUEUE = "backlog";
    private static final int BATCH = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ConnectionFactory factory;
    private final int messages;
    private final PrintStream answers;

    private BacklogProcess(ConnectionFactory factory, int messages, PrintStream answers) {
        this.factory = factory;
        this.messages = messages;
        this.answers = answers;
    }

    /**
     * Does one step.
     *
     * @param arguments {@value #FILL} or {@value #DRAIN}, the directory of the database, the number of messages
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (Provider provider = Providers.LEASEMQ.open(Path.of(arguments[1]))) {
            BacklogProcess process =
                    new BacklogProcess(provider.connectionFactory(), Integer.parseInt(arguments[2]), answers);
            double seconds = arguments[0].equals(FILL) ? process.fill() : process.drain();
            answers.println(RESULT + BacklogStep.now(seconds).line());
        }
    }

    private double fill() throws Exception {
        long began = System.nanoTime();
        try (Sender sender = new Sender(factory, new Place(QUEUE, null), 0, 1, messages, BATCH)) {
            sender.call();
        }
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    private double drain() throws Exception {
        InOrder listener = new InOrder(messages, () -> answers.println(FIRST));
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createConsumer(session.createQueue(QUEUE)).setMessageListener(listener);
            long began = System.nanoTime();
            connection.start();
            listener.awaitAll();
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            checkEmpty(connection);
            return seconds;
        }
    }

    private static void checkEmpty(Connection connection) throws Exception {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(QUEUE))) {
            if (browser.getEnumeration().hasMoreElements()) {
                throw new IllegalStateException("All messages have arrived, and there are more in the queue");
            }
        }
    }
}
