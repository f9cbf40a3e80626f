package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.DerbyStores;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.SettableClock;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.thread.DaemonThreads;

/** What operators ask of a server that is running. */
class OperatorCommandsTest {
    private static final String MEMORY = "leasemq:mem:operators";
    private static final String LONG = "20005-" + "ab".repeat(60) + "-01";

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private final EmbeddedEngines engines =
            new EmbeddedEngines(new DerbyStores(), new DaemonThreads("leasemq-test"), clock);
    private EngineHandle handle;
    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(MEMORY), engines);
        ConnectionUrl url = ConnectionUrl.parse(MEMORY);
        handle = engines.open(url.place(), url.options());
    }

    @AfterEach
    void stop() {
        server.close();
        handle.close();
    }

    private LeaseEngine engine() {
        return handle.engine();
    }

    private String[] atServer(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = server.uri().toString();
        return all;
    }

    private String text(String... arguments) {
        return Commands.text(atServer(arguments));
    }

    private void send(String queue, int count) {
        for (int i = 0; i < count; i++) {
            engine().send(queue, List.of(Message.of(Body.text("m"))))
                    .await()
                    .get(0)
                    .get();
        }
    }

    @Test
    void topShowsTheBusiestQueuesFirst() throws IOException {
        engine().createQueue("idle", QueueAttributes.standardQueue()).await();
        engine().createQueue("busy", QueueAttributes.standardQueue().withRetention(Duration.ofDays(1)))
                .await();
        engine().createQueue("temporary:x", QueueAttributes.standardQueue().withDurable(false))
                .await();
        send("busy", 3);
        clock.advance(Duration.ofSeconds(90));
        String shown = text("top", "--times", "2", "--interval", "0");
        List<String> lines = shown.lines().toList();
        assertTrue(lines.get(0).contains("2 queues with 3 messages"), shown);
        assertTrue(lines.get(3).matches("busy +3 +0 +0 +1 min 30 s +0 +0 +0"), shown);
        assertTrue(lines.get(4).matches("idle +0 +0 +0 +0 +0 +0"), shown);
        assertEquals(10, lines.size(), shown);
        assertEquals(
                6,
                text("top", "--times", "2", "--interval", "0", "--lines", "0")
                        .lines()
                        .count());
        assertFalse(text("top", "bus", "--times", "1").contains("idle"));
        assertTrue(Commands.refused(atServer("top", "--interval", "0")).contains("at least a second"));
        List<Map<String, Object>> figures = Commands.list(atServer("top", "--json", "--times", "1"));
        assertEquals(
                List.of("busy", "idle"),
                figures.stream().map(queue -> queue.get("QueueName")).toList());
        assertEquals(86_400_000, figures.get(0).get("RetentionMillis"));
        assertEquals(3, figures.get(0).get("Sent"));
    }

    @Test
    void moreQueuesThanFitIntoOneAnswerAreShown() throws IOException {
        for (int i = 0; i < 1001; i++) {
            engine().createQueue("q" + i, QueueAttributes.standardQueue().withDurable(false))
                    .await();
        }
        assertEquals(
                1001, Commands.list(atServer("top", "--json", "--times", "1")).size());
    }

    @Test
    void whatSqsHasNoNumberForIsShownInWords() {
        engine().createQueue("orders", QueueAttributes.standardQueue()).await();
        String shown = text("queue", "show", "orders");
        assertTrue(shown.matches("(?s).*MessageRetentionPeriod +for ever\n.*"), shown);
        assertTrue(shown.matches("(?s).*MaximumMessageSize +256 MB \\(268435456\\)\n.*"), shown);
        assertTrue(shown.matches("(?s).*CreatedTimestamp +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+\n.*"), shown);
        text("queue", "attributes", "orders", "MessageRetentionPeriod=345600", "VisibilityTimeout=90");
        shown = text("queue", "show", "orders");
        assertTrue(shown.contains("345600 s (4 d)"), shown);
        assertTrue(shown.contains("90 s (1 min 30 s)"), shown);
    }

    @Test
    void transactionsAreDecidedAtAServer() throws IOException {
        engine().createQueue("orders", QueueAttributes.standardQueue()).await();
        Message message = Message.of(Body.text("m"));
        UnitOfWork work = new UnitOfWork(List.of(new UnitOfWork.Send(Target.queue("orders"), message)), List.of());
        engine().prepare(LONG, work).await();
        assertTrue(text("tx", "list").contains(LONG), "an id is shown whole");
        String told = text("tx", "show", LONG, "--json");
        assertTrue(told.contains("\"Sends\" : 1") && told.contains("\"QueueName\" : \"orders\""), told);
        text("tx", "commit", LONG);
        assertEquals(
                "COMMITTED_BY_HAND",
                Commands.list(atServer("tx", "list", "--json")).get(0).get("State"));
        assertTrue(Commands.refused(atServer("tx", "rollback", LONG)).contains(LONG));
        text("tx", "forget", LONG);
        assertEquals(List.of(), Commands.list(atServer("tx", "list", "--json")));
        assertEquals(1, engine().statistics("orders").await().available());
        assertTrue(Commands.refused("tx").contains("list, show, commit, rollback or forget"));
    }

    @Test
    void otherAccountsAreToldNothing() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hidden");
        try (SqsServer other = SqsServer.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .storedAt(MEMORY + "2")
                        .withAccessKeys(List.of(new AccessKey("AKOTHER", "hidden", "111122223333", "other"))),
                EmbeddedEngines.ofServer("leasemq-test"))) { // signatures are of now
            for (List<String> asked :
                    List.of(List.of("top", "--times", "1"), List.of("tx", "list"), List.of("tx", "commit", "x"))) {
                String[] all = new String[asked.size() + 6];
                asked.toArray(all);
                List<String> access = List.of(
                        "--url",
                        other.uri().toString(),
                        "--access-key",
                        "AKOTHER",
                        "--secret-key-file",
                        secret.toString());
                for (int i = 0; i < access.size(); i++) {
                    all[asked.size() + i] = access.get(i);
                }
                assertTrue(Commands.refused(all).contains("is for access keys of the server's own account"));
            }
        }
    }

    @Test
    void aUsersFileIsShownAsItIsRead() throws IOException {
        Path file = Files.writeString(
                directory.resolve("users"),
                "ann=secret\nbob=$certificate\n[role shop]\nmembers = ann\nsend = queue:orders\n");
        String shown = Commands.text("users", file.toString());
        assertTrue(shown.matches("(?s).*ann +password that stands in the file as it is +shop\n.*"), shown);
        assertTrue(shown.matches("(?s).*bob +certificate\n.*"), shown);
        assertFalse(shown.contains("secret\n"), shown);
        assertEquals(2, Commands.list("users", file.toString(), "--json").size());
        Path wrong = Files.writeString(directory.resolve("wrong"), "ann\n");
        assertTrue(Commands.refused("users", wrong.toString()).contains("Line 1"));
    }

    @Test
    void bashCompletesCommands() throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("completion"), Commands.text("generate-completion"));
        String asked = "source " + script + "; COMP_WORDS=(leasemq queue sh); COMP_CWORD=2;"
                + " _complete_leasemq; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", asked)
                .redirectErrorStream(true)
                .start();
        String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), completed);
        assertEquals("show", completed.trim());
    }
}
