package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.store.Change;
import org.leasemq.store.Store;
import org.leasemq.store.derby.DerbySettings;
import org.leasemq.store.derby.DerbyStore;

/** What an operator does with a database in which the definition of one queue cannot be read. */
class SetAsideTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data().toString();
        return CommandLineRun.run(out, err, all);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void assertSays(String part) {
        assertTrue((out + "\n" + err).contains(part), () -> out + "\n" + err);
    }

    @BeforeEach
    void spoil() {
        DerbyStore.open(data(), DerbySettings.defaults(), Clock.systemUTC()).close();
        assertEquals(0, run("queue", "create", "spoiled"));
        assertEquals(0, run("queue", "create", "whole"));
        assertEquals(0, run("send", "spoiled", "kept"));
        assertEquals(0, run("send", "whole", "other"));
        try (Store store = DerbyStore.open(data(), DerbySettings.defaults(), Clock.systemUTC())) {
            Change.PutQueue[] found = new Change.PutQueue[1];
            store.recover(new Store.Recovery() {
                @Override
                public void replay(long location, Change change) {
                    if (change instanceof Change.PutQueue put && put.name().equals("spoiled")) {
                        found[0] = put;
                    }
                }

                @Override
                public LongStream liveLocations() {
                    return LongStream.empty();
                }
            });
            String definition = found[0].definition().replace("delay=0", "delay=0\nmore");
            store.write(List.of(new Change.PutQueue(found[0].queue(), "spoiled", definition)));
        }
    }

    @Test
    void theOthersAreServedAndItIsShownAndMended() {
        assertEquals(1, run("doctor"));
        assertSays("Queue spoiled is set aside");
        assertSays("All 2 messages could be read.");
        assertEquals(0, run("receive", "whole", "--delete"));
        assertEquals(1, run("receive", "spoiled"));
        assertSays("the line 'more' has no value");
        assertEquals(1, run("send", "spoiled", "another"));
        assertEquals(0, run("peek", "spoiled"));
        assertSays("kept");
        assertEquals(0, run("export", "spoiled"));
        assertEquals(0, run("queue", "attributes", "spoiled", "DelaySeconds=0"));
        assertEquals(0, run("doctor"));
        assertSays("The database is sound");
        assertEquals(0, run("receive", "spoiled", "--delete"));
        assertSays("kept");
    }

    @Test
    void itIsCountedUntilItIsDeleted() throws Exception {
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:derby:" + data());
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            assertTrue(metrics(server).contains("\nleasemq_queues_set_aside 1\n"));
        }
        assertEquals(0, run("queue", "delete", "spoiled"));
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            assertTrue(metrics(server).contains("\nleasemq_queues_set_aside 0\n"));
        }
    }

    @Test
    void itIsTheDeadLetterQueueOfASubscriptionOnceItIsMended() throws Exception {
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:derby:" + data());
        String publish = "Action=Publish&TopicArn=" + TOPIC + "&Message=m";
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            assertEquals(200, post(server, "Action=CreateTopic&Name=t"));
            assertEquals(
                    200,
                    post(
                            server,
                            "Action=Subscribe&TopicArn=" + TOPIC + "&Protocol=sqs&Endpoint=" + QUEUE + "absent"
                                    + "&Attributes.entry.1.key=RedrivePolicy&Attributes.entry.1.value="
                                    + "%7B%22deadLetterTargetArn%22:%22" + QUEUE + "spoiled%22%7D"));
            assertEquals(200, post(server, publish));
        }
        assertEquals(0, run("queue", "attributes", "spoiled", "DelaySeconds=0"));
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test"))) {
            assertEquals(200, post(server, publish));
        }
        assertEquals(0, run("receive", "spoiled", "--max", "10", "--delete"));
        assertSays("kept");
        assertSays("Notification");
    }

    private static int post(SqsServer server, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String metrics(SqsServer server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + "/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
