package org.leasemq.sqs.server.remote;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * A program that does what it is told line by line, and says what became of it: a number, which comes back, the name of a
 * transacted session, each of which has a thread, and what to do there.
 */
final class ToldProgram {
    private static final int NEXT_MILLIS = 500;

    private final LeaseMQConnectionFactory factory;
    private final JMSContext main;
    private final Map<String, JMSContext> sessions = new HashMap<>();
    private final Map<String, Executor> threads = new HashMap<>();

    private ToldProgram(String url) {
        factory = new LeaseMQConnectionFactory(url);
        main = factory.createContext(Session.SESSION_TRANSACTED);
        main.start();
    }

    public static void main(String[] arguments) throws IOException {
        ToldProgram program = new ToldProgram(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            JMSContext session = program.sessions.computeIfAbsent(
                    words[1], name -> program.main.createContext(Session.SESSION_TRANSACTED));
            program.threads
                    .computeIfAbsent(words[1], name -> Executors.newSingleThreadExecutor())
                    .execute(() -> say(words[0] + " " + program.done(session, words)));
        }
        System.exit(0);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private String done(JMSContext session, String[] words) {
        try {
            return switch (words[2]) {
                case "send" -> send(session, words[3], words[4]);
                case "take" -> take(session, words[3], Long.parseLong(words[4]));
                case "put" -> put(session, words[3], words[4]);
                case "commit" -> commit(session);
                case "move" -> move(session, words[3], words[4], Integer.parseInt(words[5]));
                case "name" -> name(words[3]);
                case "lend" -> lend(words[3]);
                case "temporary" -> session.createTemporaryQueue().getQueueName();
                default -> "what is " + words[2] + "?";
            };
        } catch (JMSException | JMSRuntimeException e) {
            System.getLogger("org.leasemq.test").log(Level.WARNING, String.join(" ", words), e);
            return e.getClass().getSimpleName();
        }
    }

    /** To be committed. */
    private static String put(JMSContext session, String queue, String body) {
        session.createProducer().send(session.createQueue(queue), body);
        return "put";
    }

    private static String send(JMSContext session, String queue, String body) {
        put(session, queue, body);
        return commit(session);
    }

    private static String commit(JMSContext session) {
        session.commit();
        return "committed";
    }

    /** Its text, and how often it has been delivered. */
    private static String take(JMSContext session, String queue, long millis) throws JMSException {
        try (JMSConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            Message got = consumer.receive(millis);
            return got == null ? "nothing" : got.getBody(String.class) + " " + got.getIntProperty("JMSXDeliveryCount");
        }
    }

    /** One after the other, until so many have been moved for good. */
    private static String move(JMSContext session, String from, String to, int count) {
        try (JMSConsumer consumer = session.createConsumer(session.createQueue(from))) {
            for (int moved = 0; moved < count; ) {
                Message next = consumer.receive(NEXT_MILLIS);
                if (next != null && isMoved(session, next, to)) {
                    moved++;
                }
            }
            return "moved";
        }
    }

    private static boolean isMoved(JMSContext session, Message message, String to) {
        try {
            session.createProducer().send(session.createQueue(to), message);
            session.commit();
            return true;
        } catch (TransactionRolledBackRuntimeException e) {
            return false; // the session had been given up: it comes again
        }
    }

    /** Takes a client identifier for a moment. */
    private String lend(String id) {
        try (JMSContext named = factory.createContext()) {
            named.setClientID(id);
            return "free";
        }
    }

    /** Takes a client identifier, for as long as this runs. */
    private String name(String id) {
        JMSContext named = factory.createContext();
        try {
            named.setClientID(id);
            return "named";
        } catch (JMSRuntimeException e) {
            named.close();
            throw e;
        }
    }
}
