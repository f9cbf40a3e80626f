package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.Client;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.Owner;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Target;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;

/** What operators do by the command line with messages, groups, tags, policies, subscriptions and leases. */
class MessageCommandsTest extends BridgeFixture {
    @TempDir
    private Path folder;

    private EngineHandle handle;
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        engine = handle.engine();
        create("orders");
        create("orders.fifo");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private String[] atServer(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--url", server.uri().toString()));
        return all.toArray(String[]::new);
    }

    private String text(String... arguments) {
        return Commands.text(atServer(arguments));
    }

    private String refused(String... arguments) {
        return Commands.refused(atServer(arguments));
    }

    private List<Map<String, Object>> json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        return Commands.list(atServer(all.toArray(String[]::new)));
    }

    private void send(String queue, Message... messages) {
        for (Message message : messages) {
            engine.send(queue, List.of(message)).await().get(0).get();
        }
    }

    private static Message message(String body) {
        return Message.of(Body.text(body));
    }

    private String id(String queue, String body) throws IOException {
        return json("peek", queue).stream()
                .filter(message -> body.equals(message.get("Body")))
                .map(message -> (String) message.get("MessageId"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMessageIsSentWithWhatAmazonHasNoWordsFor() throws IOException {
        Path file = Files.write(folder.resolve("body"), new byte[] {0, -1, 'x'});
        text("send", "orders", "--file", file.toString(), "--priority", "9", "-a", "kind=rush", "-g", "g", "--ordered");
        Message sent = receive("orders");
        assertArrayEquals(new byte[] {0, -1, 'x'}, sent.body().bytes());
        assertFalse(sent.body().isText());
        assertEquals(9, sent.priority());
        assertTrue(sent.exclusiveGroup());
        assertEquals("rush", sent.attributes().get("kind").asText());
        assertTrue(refused("send", "orders", "--file", file.toString(), "--priority", "10")
                .contains("0 to 9"));
        assertTrue(refused("send", "orders").contains("BODY"));
        assertTrue(refused("send", "orders", "--file", folder.toString()).contains("cannot be read"));
        text("send", "orders.fifo", "x", "-g", "g", "--deduplication-id", "d", "--priority", "1");
        assertTrue(refused("send", "orders.fifo", "x", "-g", "g", "--deduplication-id", "d", "--priority", "1")
                .contains("It was not sent"));
    }

    @Test
    void aCopyIsAsTheMessageButForWhatIsGiven() throws IOException {
        engine.send(
                        "orders",
                        List.of(Message.of(Body.text("two cofees"))
                                .withPriority(7)
                                .inGroup("table 4")
                                .withAttributes(Map.of("waiter", Attribute.string("Ann")))))
                .await();
        text("messages", "copy", "orders", id("orders", "two cofees"), "--to", "orders.fifo", "--body", "two coffees");
        assertEquals(1, json("peek", "orders").size());
        Message copy = receive("orders.fifo");
        assertEquals("two coffees", copy.body().asText());
        assertEquals(7, copy.priority());
        assertEquals("table 4", copy.groupId());
        assertEquals("Ann", copy.attributes().get("waiter").asText());
        assertTrue(refused("messages", "copy", "orders", "77").contains("Message 77 is not there any more"));
        List<Map<String, Object>> done = json("done");
        assertEquals("PutMessage", done.get(0).get("Action"));
        assertFalse(done.toString().contains("coffees"), done::toString);
    }

    private Message receive(String queue) {
        return engine.receive(ReceiveRequest.from(queue).waiting(Duration.ZERO))
                .await()
                .get(0)
                .message();
    }

    @Test
    void messagesAreDeletedReleasedAndMovedWhateverTheirState() throws IOException {
        create("other");
        send("orders", message("fresh"), message("held"), message("late").delayedBy(Duration.ofHours(1)));
        assertEquals("1 of 1\n", text("messages", "delete", "orders", id("orders", "fresh")));
        engine.receive(ReceiveRequest.from("orders").waiting(Duration.ZERO)).await();
        assertEquals(
                "2 of 2\n", text("messages", "release", "orders", "ID:" + id("orders", "held"), id("orders", "late")));
        assertEquals(2, json("peek", "orders", "--state", "AVAILABLE").size());
        assertEquals("1 of 1\n", text("messages", "move", "orders", id("orders", "late"), "--to", "other"));
        assertEquals(1, json("peek", "other").size());
        String number = json("peek", "orders").get(0).get("SequenceNumber").toString();
        assertEquals("1 of 1\n", text("messages", "delete", "orders", number));
        assertEquals(List.of(), json("peek", "orders"));
        assertTrue(refused("messages", "delete", "orders", number).contains("Message " + number + " is not there any"));
        send("orders", message("left"), message("taken"));
        String left = id("orders", "left");
        String taken = id("orders", "taken");
        engine.receive(ReceiveRequest.from("orders").waiting(Duration.ZERO)).await();
        String told = refused("messages", "move", "orders", left, taken, "77", "--to", "other");
        assertTrue(told.contains("Message " + left + " is in flight: somebody has it."), told);
        assertTrue(told.contains("Message 77 is not there any more"), told);
        assertEquals(1, json("peek", "orders").size());
        text("messages", "delete", "other", id("other", "taken"));
        assertTrue(refused("messages", "delete", "none", number).contains("There is no queue named 'none'."));
        assertTrue(
                refused("messages", "move", "other", id("other", "late")).contains("did not come from another queue"));
        assertTrue(refused("messages", "move", "other", id("other", "late"), "--to", "orders.fifo")
                .contains("of the same kind"));
        assertTrue(Commands.refused("messages").contains("Say what: delete, release, move or copy."));
    }

    @Test
    void groupsAreShownWithWhatHoldsThem() throws IOException {
        for (String body : List.of("1", "2")) {
            send("orders.fifo", message(body).ofTenant("g").withDeduplicationId(body));
        }
        send("orders.fifo", message("3").ofTenant("h").withDeduplicationId("3"));
        engine.receive(ReceiveRequest.from("orders.fifo").waiting(Duration.ZERO))
                .await();
        List<Map<String, Object>> groups = json("groups", "orders.fifo");
        assertEquals("g", groups.get(0).get("MessageGroupId"));
        assertEquals(true, groups.get(0).get("Blocked"));
        assertEquals(
                json("peek", "orders.fifo").get(0).get("SequenceNumber").toString(),
                groups.get(0).get("HeldBy"));
        assertTrue(text("groups", "orders.fifo").endsWith("2 groups, 1 blocked\n"));
        assertEquals(1, json("groups", "orders.fifo", "--search", "h").size());
        assertEquals(2, json("peek", "orders.fifo", "--group", "g").size());
        assertTrue(refused("peek", "orders.fifo", "--state", "LOST").contains("AVAILABLE, IN_FLIGHT or DELAYED"));
        assertTrue(refused("groups", "none").contains("There is no queue named 'none'."));
    }

    @Test
    void tagsAndPoliciesAreChanged() throws IOException {
        text("queue", "tag", "orders", "team=payments", "stage=test");
        text("queue", "untag", "orders", "stage");
        assertTrue(text("queue", "show", "orders").contains("payments"));
        assertEquals("", Commands.text(atServer("queue", "tag", "orders", "team=x")));
        refused("queue", "policy", "orders");
        String policy =
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}";
        Path file = Files.writeString(folder.resolve("policy.json"), policy + "\n");
        text("queue", "policy", "orders", file.toString());
        assertEquals(policy + "\n", text("queue", "policy", "orders"));
        Files.writeString(file, "{\"Colour\":1}");
        assertTrue(refused("queue", "policy", "orders", file.toString()).contains("A policy has no member Colour."));
        text("queue", "policy", "orders", "--remove");
        refused("queue", "policy", "orders");
    }

    @Test
    void subscriptionsAreListedAndThoseThatNobodyUsesDeleted() throws IOException {
        QueueAttributes attributes =
                QueueAttributes.standardQueue().withSubscriptions(List.of(Subscription.to("news")));
        engine.createQueue("durable:app:news", attributes).await();
        engine.createQueue("stories", attributes).await();
        engine.send(Target.topic("news"), List.of(message("m"))).await();
        List<Map<String, Object>> all = json("subscriptions");
        assertEquals(2, all.size());
        assertEquals("durable:app:news", all.get(0).get("QueueName"));
        assertEquals("news", all.get(0).get("TopicName"));
        assertEquals(1, all.get(0).get("Available"));
        text("subscriptions", "delete", "durable:app:news");
        assertTrue(refused("subscriptions", "delete", "durable:app:news").contains("There is no queue"));
        assertTrue(refused("subscriptions", "delete", "stories").contains("Unsubscribe it by the SNS API"));
        assertEquals(1, json("subscriptions").size());
    }

    @Test
    void leasesOfAProgramAreListedOneByOne() throws IOException {
        send("orders", message("a"));
        try (Client client = Client.open(engine, "warehouse")) {
            Owner owner = client.openOwner("packing");
            engine.receive(ReceiveRequest.from("orders").ownedBy(owner).waiting(Duration.ZERO))
                    .await();
            String id = (String) json("clients").get(0).get("ClientId");
            List<Map<String, Object>> leases = json("clients", "leases", id.substring(0, 8));
            assertEquals(1, leases.size());
            assertEquals("packing", leases.get(0).get("Session"));
            assertEquals(clock.millis(), leases.get(0).get("Since"));
            assertTrue(text("clients", "leases", id).contains("packing"));
            assertTrue(refused("clients", "leases", "ffff").contains("There is no program"));
        }
    }

    @Test
    void allOfItCanBeCompleted() {
        String script = Commands.text("generate-completion");
        for (String word : List.of("messages", "release", "groups", "subscriptions", "untag", "policy", "leases")) {
            assertTrue(script.contains(word), word);
        }
    }
}
