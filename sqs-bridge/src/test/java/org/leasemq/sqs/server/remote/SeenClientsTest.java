package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.cli.Commands;
import org.leasemq.sqs.server.SqsServer;

/** Who is connected is seen, and can be ended. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeenClientsTest extends RemoteFixture {
    @TempDir
    private Path directory;

    private LeaseMQConnectionFactory factory() {
        return new LeaseMQConnectionFactory("leasemq:tcp://127.0.0.1:" + port());
    }

    private List<Map<String, Object>> listed() throws IOException {
        return Commands.list("clients", "--json", "--url", server.uri().toString());
    }

    private String metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + "/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private ObjectName bean() throws JMException {
        return new ObjectName("org.leasemq:type=Clients,port=" + port());
    }

    /** One connection with a message that it has, and a listener that waits. */
    private static void work(Connection connection) throws JMSException {
        Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
        transacted.createProducer(transacted.createQueue("orders")).send(transacted.createTextMessage("m"));
        transacted.commit();
        connection.start();
        assertNotNull(
                transacted.createConsumer(transacted.createQueue("orders")).receive());
        Session listening = connection.createSession();
        listening.createConsumer(listening.createQueue("news")).setMessageListener(message -> {});
    }

    @Test
    void programsAreListedWithWhatTheyHave() throws Exception {
        try (LeaseMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection()) {
            connection.setClientID("shop");
            work(connection);
            await(() -> consumers() == 1);
            Map<String, Object> client = listed().get(0);
            assertEquals("127.0.0.1", client.get("Address"));
            assertEquals("connected", client.get("State"));
            assertEquals(true, client.get("Connected"));
            assertEquals(10_000, client.get("TimeoutMillis"));
            assertEquals(List.of("shop"), client.get("JmsClientIds"));
            assertEquals(Map.of("news", 1), client.get("ConsumersByQueue"));
            assertEquals(1, client.get("Leases"));
            assertEquals(2, client.get("Sessions"));
            assertEquals(clock.instant().toString(), client.get("Since"));
            String description = (String) client.get("Description");
            assertTrue(description.contains("process " + ProcessHandle.current().pid()), description);

            String table = Commands.text("clients", "--url", server.uri().toString());
            String id = (String) client.get("ClientId");
            assertTrue(table.startsWith("CLIENT    PROGRAM"), table);
            assertTrue(table.contains(id.substring(0, 8)), table);

            assertTrue(metrics().contains("\nleasemq_sessions 1\n"));
            assertTrue(metrics().contains("\nleasemq_sessions_connected 1\n"));
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            assertEquals(1, beans.getAttribute(bean(), "Sessions"));
            CompositeData row = ((CompositeData[]) beans.getAttribute(bean(), "Clients"))[0];
            assertEquals(id, row.get("id"));
            assertEquals(1, row.get("leases"));
        }
        await(() -> sessions() == 0);
    }

    private int sessions() {
        try {
            return listed().size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int consumers() {
        try {
            return (int) listed().get(0).get("Consumers");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProgramThatIsEndedIsToldLosesWhatItHadAndBeginsAnew() throws Exception {
        CompletableFuture<JMSException> told = new CompletableFuture<>();
        try (LeaseMQConnectionFactory factory = factory()) {
            try (Connection connection = factory.createConnection()) {
                connection.setExceptionListener(told::complete);
                work(connection);
                String id = (String) listed().get(0).get("ClientId");
                assertEquals(
                        "",
                        Commands.text(
                                "clients",
                                "end",
                                id.substring(0, 8),
                                "--url",
                                server.uri().toString()));
                JMSException problem = told.get();
                assertTrue(problem.getMessage().contains("has ended the session"), problem.getMessage());
                assertEquals("LEASEMQ-UNKNOWN", problem.getErrorCode());
                assertThrows(JMSException.class, connection::createSession);
                assertEquals(0, sessions());
            }
            try (Connection again = factory.createConnection();
                    Session session = again.createSession()) {
                again.start();
                assertEquals(
                        2,
                        session.createConsumer(session.createQueue("orders"))
                                .receive()
                                .getIntProperty("JMSXDeliveryCount"));
                assertEquals(1, sessions());
            }
        }
    }

    @Test
    void everyConnectionOfAProgramThatIsEndedIsToldOnce() throws Exception {
        try (LeaseMQConnectionFactory factory = factory();
                Connection idle = factory.createConnection();
                Connection busy = factory.createConnection()) {
            Queue<JMSException> told = new ConcurrentLinkedQueue<>();
            CompletableFuture<JMSException> toldIdle = new CompletableFuture<>();
            idle.setExceptionListener(toldIdle::complete);
            busy.setExceptionListener(told::add);
            work(busy);
            Session more = busy.createSession();
            more.createConsumer(more.createQueue("more")).setMessageListener(message -> {});
            await(() -> consumers() == 2);
            String id = (String) listed().get(0).get("ClientId");
            Commands.text("clients", "end", id, "--url", server.uri().toString());
            assertTrue(toldIdle.get().getMessage().contains("has ended the session"));
            await(() -> !told.isEmpty());
            busy.close(); // nobody is told afterwards
            assertEquals(1, told.size(), told::toString);
        }
    }

    @Test
    void aSessionThatWasEndedIsNotFoundAgainByWhoWasAway() throws Exception {
        UUID id = UUID.randomUUID();
        raw().greeted(id).close();
        await(() -> listedAs("away"));
        assertEquals(
                "",
                Commands.text(
                        "clients", "end", id.toString(), "--url", server.uri().toString()));
        try (RawConnection back = raw().upgraded()) {
            back.write(RawConnection.hello(id, 10_000));
            RawConnection.Frame refusal = back.next();
            assertEquals(FrameType.REFUSED, refusal.type());
            assertTrue(refusal.text().contains("begin another"), refusal.text());
        }
        raw().greeted(UUID.randomUUID()).close();
        assertTrue(Commands.refused(
                        "clients", "end", "nobody", "--url", server.uri().toString())
                .contains("no program elsewhere"));
    }

    private boolean listedAs(String state) {
        try {
            return ((String) listed().get(0).get("State")).startsWith(state);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theyCanBeEndedInJmxToo() throws Exception {
        UUID id = UUID.randomUUID();
        try (RawConnection connection = raw().greeted(id)) {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            Object[] arguments = {id.toString()};
            String[] types = {String.class.getName()};
            assertEquals(true, beans.invoke(bean(), "end", arguments, types));
            assertEquals(FrameType.REFUSED, connection.next().type());
            assertTrue(connection.isOver());
            assertEquals(false, beans.invoke(bean(), "end", arguments, types));
        }
    }

    @Test
    void withAccessKeysOnlyTheServersOwnAccountSeesThem() throws Exception {
        server.close();
        clock.set(Instant.now(Clock.systemUTC())); // the client signs with the time of this machine
        AccessKey own = new AccessKey("AKOWN", "secret", "000000000000", "operator");
        AccessKey other = new AccessKey("AKOTHER", "secret", "111111111111", "alice");
        server = SqsServer.start(settings().withAccessKeys(List.of(own, other)), engines);
        Path secret = directory.resolve("secret");
        Files.writeString(secret, "secret\n");
        String[] end = {"--url", server.uri().toString(), "--secret-key-file", secret.toString(), "--access-key"};
        assertEquals(List.of(), Commands.list("clients", "--json", end[0], end[1], end[2], end[3], end[4], "AKOWN"));
        String refusal = Commands.refused("clients", end[0], end[1], end[2], end[3], end[4], "AKOTHER");
        assertTrue(refusal.contains("server's own account"), refusal);
    }

    /** Neither a list nor a terminal or a log does what a program says. */
    @Test
    void whatAProgramCallsItselfIsShownWithoutWhatCannotBeSeen() throws IOException {
        try (RawConnection connection = raw().upgraded()) {
            connection.write(RawConnection.hello(UUID.randomUUID(), 10_000, "a\u001B[2J\r\nb\u202Ec\uD83D\uDE00"));
            assertEquals(FrameType.WELCOME, connection.next().type());
            assertEquals(
                    "a?[2J??b?c\uD83D\uDE00",
                    listed().stream()
                            .map(client -> client.get("Description"))
                            .filter(text -> ((String) text).startsWith("a?"))
                            .findFirst()
                            .orElseThrow());
        }
    }
}
