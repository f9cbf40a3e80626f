package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** Receipt handles are good as long as their database, and there alone; nothing shows the key that makes them so. */
class HandleKeyTest {
    private static final String HOME = "signing:handles";
    private static final Logger ALL = Logger.getLogger("org.leasemq");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StringBuffer shown = new StringBuffer();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            shown.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        ALL.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        ALL.removeHandler(log);
        ALL.setLevel(null);
    }

    private Path database(String name) {
        Path data = directory.resolve(name);
        DerbyStore.open(data, DerbySettings.defaults(), Clock.systemUTC()).close();
        run(data, "queue", "create", "q");
        run(data, "send", "q", "hello");
        return data;
    }

    private void run(Path data, String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        CommandLineRun.run(out, err, all);
        shown.append(out).append(err);
    }

    private static Object received(Path data) {
        try (LocalApi api = new LocalApi(data.toString())) {
            List<Map<String, Object>> messages = ApiCommand.list(
                    api.call("ReceiveMessage", Map.of("QueueUrl", "q", "VisibilityTimeout", 600L)), "Messages");
            return messages.get(0).get("ReceiptHandle");
        }
    }

    private static void delete(Path data, Object handle) {
        try (LocalApi api = new LocalApi(data.toString())) {
            api.call("DeleteMessage", Map.of("QueueUrl", "q", "ReceiptHandle", handle));
        }
    }

    private static String key(Path data) {
        try (LocalApi api = new LocalApi(data.toString())) {
            Map<String, String> kept = api.handle()
                    .engine()
                    .findQueue(HOME)
                    .await()
                    .orElseThrow()
                    .attributes()
                    .labels();
            assertEquals(1, kept.size());
            return kept.values().iterator().next();
        }
    }

    @Test
    void handlesOutliveTheProcessAndAreNoneElsewhere() {
        Path data = database("data");
        Path other = database("other");
        Object handle = received(data);
        received(other);
        ApiException refusal = assertThrows(ApiException.class, () -> delete(other, handle));
        assertEquals(ErrorCode.RECEIPT_HANDLE_IS_INVALID, refusal.code());
        delete(data, handle);
        run(data, "peek", "q");
        assertFalse(out.toString().contains("hello"), out::toString);
        run(other, "peek", "q");
        assertTrue(out.toString().contains("hello"), out::toString);
    }

    @Test
    void nothingShowsTheKey() throws Exception {
        ALL.setLevel(Level.ALL);
        Path data = database("data");
        run(data, "receive", "q", "--json");
        for (String queue : List.of("q", HOME)) {
            run(data, "queue", "show", queue);
            run(data, "queue", "show", queue, "--json");
            run(data, "export", queue);
            run(data, "peek", queue);
        }
        run(data, "queue", "list", "--json");
        run(data, "tx", "list");
        run(data, "doctor", "--json", "--export", directory.resolve("exported").toString());
        try (Stream<Path> files = Files.list(directory.resolve("exported"))) {
            for (Path file : files.toList()) {
                shown.append(file).append(Files.readString(file));
            }
        }
        assertTrue(shown.toString().contains("hello"));
        showByServer(data);
        ALL.setLevel(null);
        String key = key(data);
        byte[] bytes = HexFormat.of().parseHex(key);
        String all = shown.toString().toLowerCase(Locale.ROOT);
        assertFalse(all.contains(key));
        assertFalse(all.contains(
                Base64.getEncoder().withoutPadding().encodeToString(bytes).toLowerCase(Locale.ROOT)));
    }

    private void showByServer(Path data) throws IOException, InterruptedException, JMSException {
        String place = new ConnectionUrl.Directory(data).toString();
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt(place);
        EmbeddedEngines engines = EmbeddedEngines.ofThisProcess();
        try (SqsServer server = SqsServer.start(settings, engines)) {
            for (String question : List.of(
                    "/metrics",
                    "/?Action=ListQueues",
                    "/?Action=GetQueueAttributes&AttributeName.1=All&QueueUrl=q",
                    "/?Action=GetQueueAttributes&AttributeName.1=All&QueueUrl=" + HOME,
                    "/?Action=GetQueueAttributes&AttributeName.1=All&QueueUrl=arn:aws:sqs:us-east-1:000000000000:"
                            + HOME,
                    "/?Action=ListQueueTags&QueueUrl=" + HOME)) {
                shown.append(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(server.uri() + question))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
            }
            try (LeaseMQConnectionFactory factory = new LeaseMQConnectionFactory(place);
                    JMSContext context = factory.createContext();
                    QueueBrowser browser = context.createBrowser(context.createQueue(HOME))) {
                assertFalse(browser.getEnumeration().hasMoreElements());
            }
        }
    }
}
