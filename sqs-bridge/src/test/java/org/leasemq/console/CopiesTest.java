package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.BrowseRequest;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;

/** Copies of messages in which something is corrected. */
class CopiesTest extends BridgeFixture {
    private ConsoleClient client;
    private EngineHandle handle;
    private LeaseEngine engine;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        ConnectionUrl url = ConnectionUrl.parse(place);
        handle = engines.open(url.place(), url.options());
        engine = handle.engine();
        client.ask("create-queue", data("queue", "orders"));
        client.ask("create-queue", data("queue", "copies"));
        create("copies.fifo");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private void send(Message message) {
        engine.send("orders", List.of(message)).await().get(0).get();
    }

    private Map<String, Object> shown() {
        JsonNode one =
                client.ask("messages", data("queue", "orders")).path("messages").path(0);
        return data(
                "queue",
                "orders",
                "id",
                one.path("id").asText(),
                "sequenceNumber",
                one.path("sequenceNumber").asText(),
                "after",
                one.path("after").asText());
    }

    private JsonNode copy(String to, Object... corrected) {
        Map<String, Object> asked = shown();
        asked.put("to", to);
        asked.putAll(data(corrected));
        return client.ask("copy-message", asked);
    }

    private List<Message> messages(String queue) {
        return engine.browse(new BrowseRequest(queue, null, -1, 0, 10)).await().items().stream()
                .map(item -> item.message())
                .toList();
    }

    @Test
    void whatIsNotCorrectedIsAsItWas() {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("long", Attribute.string("x".repeat(9999) + "end"));
        attributes.put("JMS_SQSCorrelationID", Attribute.string("c-1"));
        attributes.put("JMS_SQSReplyToQueueName", Attribute.string("answers"));
        attributes.put("JMS_LeaseMQType", Attribute.string("order"));
        attributes.put("JMS_SQSMessageType", Attribute.string("text"));
        attributes.put("count", Attribute.of("Number.int", "7"));
        attributes.put("AWS.TraceHeader", Attribute.string("Root=1-5759e988-bd862e3fe1be46a994272793"));
        attributes.put("AWS.Topic", Attribute.string("news"));
        byte[] bytes = new byte[5000];
        bytes[4999] = 7;
        attributes.put("raw", Attribute.binary(bytes));
        for (int i = 0; i < 300; i++) {
            attributes.put("a" + i, Attribute.string("" + i));
        }
        send(Message.of(Body.text("wrong\r\n"))
                .withAttributes(attributes)
                .withPriority(7)
                .ofTenant("customer 17")
                .expiringAfter(Duration.ofMillis(90_000_001))
                .persistent(false));
        Message original = messages("orders").get(0);
        advance(Duration.ofSeconds(1));
        copy("copies", "body", "right");
        copy("copies");
        for (Message copied : messages("copies")) {
            assertEquals(attributes.keySet(), copied.attributes().keySet());
            attributes.forEach((name, one) -> {
                assertEquals(one.type(), copied.attributes().get(name).type());
                assertArrayEquals(one.value(), copied.attributes().get(name).value());
            });
            assertEquals(7, copied.priority());
            assertEquals("customer 17", copied.groupId());
            assertFalse(copied.exclusiveGroup());
            assertFalse(copied.persistent());
            assertEquals(original.expiresAt(), copied.expiresAt());
            assertNotEquals(original.id(), copied.id());
        }
        assertEquals(
                List.of("right", "wrong\r\n"),
                messages("copies").stream().map(one -> one.body().asText()).toList());
        assertEquals(1, messages("orders").size());
    }

    @Test
    void theKindOfItsGroupIsKeptUnlessItIsCorrected() {
        send(Message.of(Body.text("x")).inGroup("g"));
        copy("copies");
        copy("copies", "group", "h");
        copy("copies", "ordered", false);
        copy("copies", "group", "");
        List<Message> copies = messages("copies");
        assertTrue(copies.get(0).exclusiveGroup());
        assertEquals("h", copies.get(1).groupId());
        assertTrue(copies.get(1).exclusiveGroup());
        assertEquals("g", copies.get(2).groupId());
        assertFalse(copies.get(2).exclusiveGroup());
        assertNull(copies.get(3).groupId());
    }

    @Test
    void aLargeMessageIsCopiedWhole() {
        String body = "x".repeat(3 << 20) + "end";
        send(Message.of(Body.text(body)).withPriority(2));
        Map<String, Object> asked = shown();
        assertTrue(client.ask("message", asked).path("cut").asBoolean());
        copy("copies", "priority", 5);
        Message copied = messages("copies").get(0);
        assertEquals(body, copied.body().asText());
        assertEquals(5, copied.priority());
    }

    @Test
    void aQueueThatDeduplicatesGetsANewIdUnlessItIsGivenOne() {
        engine.send("orders", List.of(Message.of(Body.text("x")).ofTenant("g").withDeduplicationId("1")))
                .await();
        assertFalse(copy("copies.fifo").path("duplicate").asBoolean());
        assertFalse(copy("copies.fifo").path("duplicate").asBoolean());
        assertFalse(
                copy("copies.fifo", "deduplicationId", "mine").path("duplicate").asBoolean());
        assertTrue(
                copy("copies.fifo", "deduplicationId", "mine").path("duplicate").asBoolean());
        assertEquals(3, messages("copies.fifo").size());
    }

    @Test
    void theBodyOfATextThatBecomesBytesIsReadAsBytesAndWhoSentItIsNotTheSame() {
        send(Message.of(Body.text("x"))
                .withAttributes(Map.of(
                        "JMS_SQSMessageType", Attribute.string("text"), "AWS.SenderId", Attribute.string("somebody"))));
        copy("copies", "bytes", "AAE=");
        Message copied = messages("copies").get(0);
        assertFalse(copied.body().isText());
        assertEquals("byte", copied.attributes().get("JMS_SQSMessageType").asText());
        assertEquals(1, copied.attributes().size());
    }

    @Test
    void oneThatIsDelayedIsDelayedAsLong() {
        send(Message.of(Body.text("late")).delayedBy(Duration.ofHours(1)));
        long visibleAt = messages("orders").get(0).visibleAt();
        advance(Duration.ofMinutes(7));
        copy("copies");
        copy("copies", "delay", 0.5);
        List<Long> moments =
                messages("copies").stream().map(Message::visibleAt).sorted().toList();
        assertEquals(List.of(clock.millis() + 500, visibleAt), moments);
    }

    @Test
    void ofAMessageThatHasGoneNoneIsSent() {
        send(Message.of(Body.text("x")));
        Map<String, Object> asked = shown();
        asked.put("to", "copies");
        engine.purge("orders").await();
        HttpResponse<String> refused = client.send("copy-message", asked);
        assertEquals(404, refused.statusCode());
        assertTrue(refused.body().contains("not there any more"), refused.body());
        assertEquals(List.of(), messages("copies"));
        send(Message.of(Body.text("y")));
        Map<String, Object> nowhere = shown();
        nowhere.put("to", "none");
        assertEquals(404, client.status("copy-message", nowhere));
        assertEquals(400, client.status("copy-message", shown()));
    }
}
