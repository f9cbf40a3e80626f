package org.leasemq.tck.opentelemetry;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.leasemq.jms.LeaseMQConnectionFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends and receives in every way there is, knowing nothing of an agent that looks on. Each way has a queue of its own. */
public final class TracedProgram {
    private static final long PATIENCE = 30_000;

    private TracedProgram() {}

    /** @param arguments where a server is: for programs elsewhere, and for clients of the SQS API */
    public static void main(String[] arguments) throws Exception {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(URI.create(arguments[1]))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build()) {
            try (LeaseMQConnectionFactory here = new LeaseMQConnectionFactory("leasemq:mem:traced")) {
                useQueues(here, "here");
            }
            try (LeaseMQConnectionFactory elsewhere = new LeaseMQConnectionFactory(arguments[0])) {
                useQueues(elsewhere, "elsewhere");
                useBothFaces(elsewhere, sqs);
            }
            String url = create(sqs, "sqs-to-sqs");
            send(sqs, url);
            receive(sqs, url);
        }
    }

    private static void useQueues(LeaseMQConnectionFactory factory, String where) throws Exception {
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            send(session, where + "-classic");
            receive(session, where + "-classic");
            listen(connection.createSession(), where + "-listener");
            send(session, where + "-listener");
            heard.await();
        }
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue(where + "-simplified");
            context.createProducer().send(queue, "a message");
            require(context.createConsumer(queue).receive(PATIENCE));
        }
    }

    private static CountDownLatch heard;

    private static void listen(Session session, String queue) throws JMSException {
        heard = new CountDownLatch(1);
        session.createConsumer(session.createQueue(queue)).setMessageListener(message -> heard.countDown());
    }

    private static void send(Session session, String queue) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(session.createTextMessage("a message"));
    }

    private static void receive(Session session, String queue) throws JMSException {
        require(session.createConsumer(session.createQueue(queue)).receive(PATIENCE));
    }

    private static void useBothFaces(LeaseMQConnectionFactory factory, SqsClient sqs) throws JMSException {
        String toSqs = create(sqs, "jms-to-sqs");
        String toJms = create(sqs, "sqs-to-jms");
        try (Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            send(session, "jms-to-sqs");
            receive(sqs, toSqs);
            send(sqs, toJms);
            receive(session, "sqs-to-jms");
        }
    }

    private static String create(SqsClient sqs, String queue) {
        return sqs.createQueue(request -> request.queueName(queue)).queueUrl();
    }

    private static void send(SqsClient sqs, String url) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("a message"));
    }

    /** Receives, and asks for no attributes: what the agent needs it asks for itself. */
    private static void receive(SqsClient sqs, String url) {
        var messages = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                .messages();
        if (messages.isEmpty()) {
            throw new IllegalStateException("nothing came");
        }
        messages.forEach(TracedProgram::require); // the agent begins a span for each that is looked at
    }

    private static void require(Object message) {
        if (message == null) {
            throw new IllegalStateException("nothing came");
        }
    }
}
