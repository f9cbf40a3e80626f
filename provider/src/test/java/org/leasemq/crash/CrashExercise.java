package org.leasemq.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.process.JavaProgram;

/**
 * Kills a process under load again and again, then accounts for every message. {@code -Dleasemq.crash.rounds=N} does it more
 * often; {@code -Dleasemq.crash.seed=N} chooses the moments.
 */
public abstract class CrashExercise {
    private static final int MOST_LINES = 4000;

    private final Map<String, Set<String>> said = new HashMap<>();

    @Test
    void everyMessageIsAccountedForHoweverOftenTheProcessIsKilled()
            throws IOException, JMSException, InterruptedException {
        int rounds = Integer.getInteger("leasemq.crash.rounds", 5);
        long seed = Long.getLong("leasemq.crash.seed", System.nanoTime());
        System.out.println("crash test: seed " + seed + ", " + rounds + " rounds");
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            liveAndDie(round, 1 + random.nextInt(MOST_LINES));
        }
        assertEquals(Set.of(), said("failed"));
        checkOrdered();
        checkPlain();
    }

    /** Of the place where the queues are, empty at first. */
    protected abstract String url();

    private Set<String> said(String verb) {
        return said.computeIfAbsent(verb, key -> new HashSet<>());
    }

    /** Runs the worker until it has said so many lines; what is still in the pipe counts as well. */
    private void liveAndDie(int round, int lines) throws IOException, InterruptedException {
        Process process = new JavaProgram(CrashingWorker.class, url(), Integer.toString(round)).start();
        int count = 0;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2) {
                    said(parts[0]).add(parts[1]);
                }
                count++;
                if (count == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertTrue(count >= lines, "the worker ended by itself after " + count + " lines, in round " + round);
        process.waitFor();
    }

    /** Each is in exactly one of the two queues, and the results are in order. */
    private void checkOrdered() throws JMSException {
        List<String> waiting = drain(CrashingWorker.IN);
        List<String> processed = drain(CrashingWorker.OUT);
        Set<String> all = new HashSet<>(waiting);
        all.addAll(processed);
        assertEquals(waiting.size() + processed.size(), all.size(), "a message is there twice");
        assertContains(all, said("ordered"), "was sent but is lost");
        assertContains(new HashSet<>(processed), said("processed"), "was processed but its result is lost");
        assertInOrder(processed);
        List<String> both = new ArrayList<>(processed);
        both.addAll(waiting);
        assertInOrder(both);
    }

    /** What was acknowledged does not come back, what was not does. */
    private void checkPlain() throws JMSException {
        List<String> left = drain(CrashingWorker.PLAIN);
        Set<String> leftOnce = new HashSet<>(left);
        assertEquals(left.size(), leftOnce.size(), "a message is there twice");
        for (String body : said("acknowledged")) {
            assertFalse(leftOnce.contains(body), () -> body + " was acknowledged but came back");
        }
        leftOnce.addAll(said("seen"));
        assertContains(leftOnce, said("plain"), "was sent but never seen");
    }

    private static void assertContains(Set<String> actual, Set<String> expected, String complaint) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(actual);
        assertEquals(Set.of(), missing, complaint);
    }

    private static void assertInOrder(List<String> bodies) {
        Map<String, Integer> last = new HashMap<>();
        for (String body : bodies) {
            String[] parts = body.split("/", 2);
            int number = Integer.parseInt(parts[1]);
            Integer before = last.put(parts[0], number);
            assertTrue(before == null || before < number, () -> body + " comes after " + parts[0] + "/" + before);
        }
    }

    private List<String> drain(String queue) throws JMSException {
        List<String> bodies = new ArrayList<>();
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                Connection connection = factory.createConnection()) {
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            for (Message message = consumer.receiveNoWait(); message != null; message = consumer.receiveNoWait()) {
                bodies.add(((TextMessage) message).getText());
            }
            session.commit();
        }
        return bodies;
    }
}
