package org.leasemq.samples.narayana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.Branch;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;

/**
 * One transaction over a queue and a database, whatever happens. {@code -Dleasemq.crash.rounds=N} kills more often;
 * {@code -Dleasemq.crash.seed=N} chooses the moments.
 */
@Timeout(3600)
class BookingsTest {
    private static final List<String> MOMENTS =
            List.of("before-prepare", "after-prepare", "before-commit", "after-commit", "never");

    @TempDir
    private Path directory;

    @Test
    void allOrNothing() throws Exception {
        try (Bookings bookings = new Bookings(directory)) {
            request("DL 1", "DL 2");
            assertEquals("DL 1", bookings.book(false));
            assertEquals(Set.of(), bookings.booked());
            assertEquals("DL 1", bookings.book(true));
            assertEquals("DL 2", bookings.book(true));
            assertNull(bookings.book(true));
            assertEquals(Set.of("DL 1", "DL 2"), bookings.booked());
        }
        check(List.of("DL 1", "DL 2"), "in the end");
    }

    @Test
    void theThreeAgreeHoweverOftenTheProcessIsKilled() throws Exception {
        int rounds = Integer.getInteger("leasemq.crash.rounds", 5);
        long seed = Long.getLong("leasemq.crash.seed", System.nanoTime());
        System.out.println("bookings: seed " + seed + ", " + rounds + " rounds");
        Random random = new Random(seed);
        List<String> flights = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            liveAndDie(round, random, flights);
        }
    }

    @Test
    void aDecisionByHandIsToldToTheTransactionManager() throws Exception {
        request("DL 1");
        run("after-prepare", 0, Integer.MAX_VALUE);
        ConnectionUrl url = ConnectionUrl.parse(url());
        try (EngineHandle handle = EmbeddedEngines.ofThisProcess().open(url.place(), url.options())) {
            Branch branch = handle.engine().branches().await().get(0);
            assertEquals(Branch.State.PREPARED, branch.state());
            handle.engine().decide(branch.id(), false).await();
        }
        recover();
        check(List.of("DL 1"), "after the decision");
        assertEquals(Set.of(), booked());
    }

    private void liveAndDie(int round, Random random, List<String> flights) throws Exception {
        String[] fresh = new String[20];
        Arrays.setAll(fresh, i -> "flight " + round + "/" + i);
        request(fresh);
        flights.addAll(Arrays.asList(fresh));
        String moment = MOMENTS.get(round % MOMENTS.size());
        int lines = moment.equals("never") ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
        run(moment, random.nextInt(15), lines);
        recover();
        check(flights, "after round " + round + ", " + moment);
    }

    // -------------------------------------------------------------- looking at both sides, without transactions

    private String url() {
        return "leasemq:derby:" + directory.resolve("queues");
    }

    private void request(String... flights) {
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                JMSContext context = factory.createContext()) {
            for (String flight : flights) {
                context.createProducer().send(context.createQueue(Bookings.REQUESTS), flight);
            }
        }
    }

    private List<String> look(String queue) throws JMSException {
        List<String> flights = new ArrayList<>();
        try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(url());
                JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            for (Object message : Collections.list(messages)) {
                flights.add(((Message) message).getBody(String.class));
            }
        }
        return flights;
    }

    private Set<String> booked() throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(directory.resolve("database").toString());
        Set<String> flights = new TreeSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT flight FROM booking")) {
            while (result.next()) {
                flights.add(result.getString(1));
            }
        }
        source.setShutdownDatabase("shutdown");
        assertThrows(SQLException.class, source::getConnection);
        return flights;
    }

    private void check(List<String> flights, String when) throws Exception {
        Set<String> booked = booked();
        List<String> confirmed = look(Bookings.CONFIRMATIONS);
        List<String> left = look(Bookings.REQUESTS);
        assertEquals(booked, new TreeSet<>(confirmed), "the database and the confirmations disagree " + when);
        assertEquals(booked.size(), confirmed.size(), "a confirmation is there twice " + when);
        Set<String> all = new HashSet<>(left);
        all.addAll(booked);
        assertEquals(new HashSet<>(flights), all, "flights that are neither booked nor waiting " + when);
        assertEquals(flights.size(), left.size() + booked.size(), "flights that are booked and waiting " + when);
    }

    // ---------------------------------------------------------------------------------------- other processes

    /** In a process of its own, as Narayana keeps one log in a process. */
    private void recover() throws IOException, InterruptedException {
        assertEquals(0, start(KilledBookings.RECOVER, 0).waitFor());
    }

    /** Runs the process until it dies by itself, or has said so many lines. */
    private void run(String moment, int bookings, int lines) throws IOException, InterruptedException {
        Process process = start(moment, bookings);
        int count = 0;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (++count == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        int exit = process.waitFor();
        assertTrue(exit == KilledBookings.KILLED || count >= lines, "the process ended with " + exit + ", " + moment);
    }

    private Process start(String moment, int bookings) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBookings.class.getName(),
                        directory.toString(),
                        moment,
                        Integer.toString(bookings))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
