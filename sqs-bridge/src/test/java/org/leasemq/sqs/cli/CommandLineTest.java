package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ProxyHeaders;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** The command line, on a running server and on a database. */
class CommandLineTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SqsServer server;

    @BeforeEach
    void start() {
        server = SqsServer.start(settings(), EmbeddedEngines.ofServer("leasemq-test"));
    }

    private ServerSettings settings() {
        return ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:derby:" + directory.resolve("data"))
                .withAccessKeys(List.of(new AccessKey("AKTEST", "secret/+", "000000000000", "tester")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... arguments) {
        return CommandLineRun.run(out, err, arguments);
    }

    private Path secretFile() {
        try {
            return Files.writeString(directory.resolve("secret"), "secret/+\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int onServer(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 6);
        String[] access = {
            "--url",
            server.uri().toString(),
            "--access-key",
            "AKTEST",
            "--secret-key-file",
            secretFile().toString()
        };
        System.arraycopy(access, 0, all, arguments.length, access.length);
        return run(all);
    }

    private void assertSays(String part) {
        assertTrue(out.toString().contains(part), () -> out + "\n" + err);
    }

    @Test
    void queuesAreCreatedShownChangedAndDeleted() {
        assertEquals(0, onServer("queue", "create", "orders.fifo", "-t", "team=x"));
        assertSays("/000000000000/orders.fifo");
        assertEquals(0, onServer("queue", "attributes", "orders.fifo", "VisibilityTimeout=77"));
        assertEquals(0, onServer("queue", "show", "orders.fifo"));
        assertSays("77");
        assertSays("tag team");
        assertEquals(0, onServer("queue", "list", "--json"));
        assertSays("\"QueueName\" : \"orders.fifo\"");
        assertEquals(0, onServer("queue", "delete", "orders.fifo"));
        assertEquals(1, onServer("queue", "show", "orders.fifo"));
        assertTrue(err.toString().contains("There is no queue named"), err::toString);
    }

    @Test
    void messagesAreSentSeenExplainedAndReceived() {
        onServer("queue", "create", "orders.fifo");
        onServer("send", "orders.fifo", "one", "--group", "g", "--deduplication-id", "1");
        onServer("send", "orders.fifo", "two", "--group", "g", "--deduplication-id", "2");
        String second = out.toString().strip();
        assertEquals(0, onServer("receive", "orders.fifo"));
        assertSays("one");
        assertEquals(0, onServer("peek", "orders.fifo"));
        assertSays("IN_FLIGHT");
        assertEquals(0, onServer("why", "orders.fifo", second));
        assertSays("is blocked by message");
        assertEquals(1, onServer("why", "orders.fifo", "00000000-0000-4000-8000-000000000000"));
        assertEquals(1, onServer("receive", "orders.fifo"));
    }

    @Test
    void exportAndImportCarryMessagesOver() throws IOException {
        onServer("queue", "create", "from");
        onServer("queue", "create", "to");
        onServer("send", "from", "line 1\nline 2 ü", "-a", "k=v", "--group", "tenant");
        Path file = directory.resolve("messages.jsonl");
        assertEquals(0, onServer("export", "from", "-o", file.toString()));
        assertEquals(1, Files.readAllLines(file).size());
        assertEquals(0, onServer("import", "to", file.toString()));
        assertEquals(0, onServer("receive", "to", "--json", "--delete"));
        assertSays("line 1\\nline 2 ü");
        assertSays("\"StringValue\" : \"v\"");
        assertSays("\"MessageGroupId\" : \"tenant\"");
        Files.writeString(file, "{nonsense\n");
        assertEquals(1, onServer("import", "to", file.toString()));
        assertTrue(err.toString().contains("Line 1"), err::toString);
    }

    @Test
    void aDatabaseIsOpenedWhenNoServerHasIt() {
        onServer("queue", "create", "orders");
        onServer("send", "orders", "hello");
        String data = directory.resolve("data").toString();
        assertEquals(1, run("doctor", "--data", data));
        assertTrue(err.toString().contains("in use"), err::toString);
        server.close();
        assertEquals(0, run("doctor", "--data", data));
        assertSays("all 1 messages could be read");
        assertEquals(0, run("receive", "orders", "--data", data));
        assertSays("hello");
        assertEquals(
                1, run("queue", "list", "--data", directory.resolve("nothing").toString()));
        assertEquals(1, onServer("queue", "list"));
        assertTrue(err.toString().contains("No server answers"), err::toString);
    }

    @Test
    void lettersAreMovedBack() {
        onServer("queue", "create", "dead");
        onServer(
                "queue",
                "create",
                "orders",
                "-a",
                "RedrivePolicy={\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}");
        onServer("send", "dead", "direct");
        assertEquals(1, onServer("move", "dead"));
        assertSays("FAILED, 0 moved: CouldNotDetermineMessageSource. Message ");
        assertSays("in queue 'dead' did not come from another queue, so it cannot go back. Name a destination.");
        assertEquals(1, onServer("move", "dead", "--stop"));
        assertTrue(err.toString().contains("No move out of queue 'dead' is under way."), err::toString);
        assertEquals(0, onServer("move", "dead", "orders"));
        assertSays("COMPLETED, 1 moved");
        assertEquals(0, onServer("move", "dead", "--list"));
        assertSays("COMPLETED  1      1");
        assertSays("CouldNotDetermineMessageSource. Message ");
    }

    @Test
    void secretsDoNotStandInTheListOfProcesses() throws IOException {
        String url = server.uri().toString();
        assertEquals(1, run("queue", "list", "--url", url, "--access-key", "AKTEST", "--secret-key", "secret/+"));
        assertTrue(err.toString().contains("--secret-key-file"), err::toString);
        assertFalse(err.toString().contains("secret/+"), err::toString);
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertEquals(
                1, run("queue", "list", "--url", url, "--access-key", "AKTEST", "--secret-key-file", empty.toString()));
        assertTrue(err.toString().contains("is empty"), err::toString);
    }

    @Test
    void secretsOfTheServerMayBeInFilesOfTheirOwn() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "changeit\n");
        Path config = Files.writeString(
                directory.resolve("leasemq.yaml"), String.format(Locale.ROOT, """
                    access-keys:
                      - id: AKTEST
                        secret-file: %s
                    tls:
                      keystore: server.p12
                      password-file: %s
                    public-url: https://queues.example.com/sqs
                    host-names: [leasemq]
                    trusted-proxies: [10.0.0.0/8]
                    proxy-headers: forwarded
                    cors-origins: ["*"]
                    """, secretFile(), password));
        ServerSettings read = Configuration.read(config, ServerSettings.defaults());
        assertEquals("secret/+", read.accessKeys().get(0).secret());
        assertEquals("changeit", read.tls().password());
        assertFalse(read.toString().contains("changeit"), read::toString);
        assertEquals("https://queues.example.com/sqs", read.web().publicUrl().toString());
        assertEquals(List.of("leasemq"), read.web().hostNames());
        assertEquals(List.of("10.0.0.0/8"), read.web().trustedProxies());
        assertEquals(ProxyHeaders.FORWARDED, read.web().proxyHeaders());
        assertEquals(List.of("*"), read.web().corsOrigins());
    }

    @ParameterizedTest
    @CsvSource({
        "--public-url, queues.example.com",
        "--public-url, https://queues.example.com?x=1",
        "--host-name, http://leasemq",
        "--host-name, leasemq:9324",
        "--trusted-proxy, proxy",
        "--trusted-proxy, 10.0.0.0/33",
        "--cors-origin, localhost:3000",
        "--cors-origin, http://localhost:3000/",
        "--cors-origin, *",
    })
    void whatCannotBeIsRefusedAtStart(String option, String value) {
        assertEquals(1, run("serve", "--port", "0", "--memory", option, value));
        assertTrue(err.toString().contains(value), err::toString);
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertEquals(2, run("queue", "lst"));
        Path config = directory.resolve("leasemq.yaml");
        Files.writeString(config, "prt: 1\n");
        assertEquals(1, run("serve", "--config", config.toString()));
        assertTrue(err.toString().contains("there is nothing called 'prt'"), err::toString);
        Files.writeString(config, "access-keys:\n  - id: A\n    secret: hush:\n   x: {\n");
        assertEquals(1, run("serve", "--config", config.toString()));
        assertTrue(err.toString().contains("line 3: mapping values are not allowed here"), err::toString);
        assertFalse(err.toString().contains("hush"), err::toString);
        assertEquals(1, run("serve", "--port", "0", "--host", "0.0.0.0", "--memory"));
        assertTrue(err.toString().contains("--open-to-all"), err::toString);
    }
}
