package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages, as the console shows and changes them. */
class MessagesTest extends BridgeFixture {
    private ConsoleClient client;
    private String orders;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        orders = create("orders");
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(orders).messageBody(body));
    }

    private List<JsonNode> messages(String queue, Object... more) {
        Map<String, Object> data = data(more);
        data.put("queue", queue);
        List<JsonNode> messages = new ArrayList<>();
        client.ask("messages", data).path("messages").forEach(messages::add);
        return messages;
    }

    private static List<String> texts(List<JsonNode> messages) {
        return messages.stream().map(message -> message.path("body").asText()).toList();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();
    }

    @Test
    void pagesGoThroughAQueueFromItsMiddle() {
        for (int i = 0; i < 25; i++) {
            send("" + i);
        }
        JsonNode page = client.ask("messages", data("queue", "orders", "skip", 12, "max", 10));
        List<String> seen = new ArrayList<>();
        page.path("messages").forEach(message -> seen.add(message.path("body").asText()));
        page = client.ask(
                "messages",
                data(
                        "queue",
                        "orders",
                        "after",
                        page.path("next").asText(),
                        "upTo",
                        page.path("upTo").asLong(),
                        "max",
                        10));
        page.path("messages").forEach(message -> seen.add(message.path("body").asText()));
        assertEquals(List.of("12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24"), seen);
        assertTrue(page.path("next").isMissingNode() || page.path("next").isNull(), page::toString);
        assertEquals(25, receive(orders).size() + 15);
    }

    @Test
    void aMessageIsFoundWhereItWasShownAndWhole() {
        send("a");
        send("b".repeat(5000));
        send("c");
        for (JsonNode shown : messages("orders")) {
            JsonNode one = client.ask(
                    "message",
                    data(
                            "queue",
                            "orders",
                            "id",
                            shown.path("id").asText(),
                            "after",
                            shown.path("after"),
                            "skip",
                            shown.path("skip").asLong(),
                            "upTo",
                            shown.path("upTo").asLong()));
            assertTrue(one.path("body").asText().startsWith(shown.path("body").asText()));
            assertEquals(one.path("bodySize").asInt(), one.path("body").asText().length());
            assertFalse(one.path("cut").asBoolean());
        }
        assertTrue(messages("orders").get(1).path("cut").asBoolean());
        assertEquals(404, client.status("message", data("queue", "orders", "id", "nothing")));
    }

    @Test
    void statesAreToldWithWhoHoldsAMessageAndUntilWhen() {
        send("held");
        receive(orders);
        send("waiting");
        sqs.sendMessage(request -> request.queueUrl(orders).messageBody("later").delaySeconds(60));
        JsonNode held = messages("orders", "state", "IN_FLIGHT").get(0);
        assertEquals("held", held.path("body").asText());
        assertEquals(clock.millis() + 30_000, held.path("until").asLong());
        assertEquals(List.of("waiting"), texts(messages("orders", "state", "AVAILABLE")));
        assertEquals(
                clock.millis() + 60_000,
                messages("orders", "state", "DELAYED").get(0).path("until").asLong());
    }

    @Test
    void onesThatNobodyHasReceivedAreDeletedAndOthersStayUncounted() {
        List.of("a", "b", "c").forEach(this::send);
        List<JsonNode> shown = messages("orders");
        assertEquals(
                2,
                client.ask("delete-messages", data("queue", "orders", "messages", List.of(shown.get(0), shown.get(2))))
                        .path("done")
                        .asInt());
        List<JsonNode> left = messages("orders");
        assertEquals(List.of("b"), texts(left));
        assertEquals(0, left.get(0).path("receiveCount").asInt());
        assertEquals(409, client.status("delete-messages", data("queue", "orders", "messages", List.of(shown.get(0)))));
    }

    @Test
    void oneInFlightIsReleasedOrDeleted() {
        send("a");
        receive(orders);
        client.ask("release-messages", data("queue", "orders", "messages", messages("orders")));
        String refused = client.send("release-messages", data("queue", "orders", "messages", messages("orders")))
                .body();
        assertTrue(refused.contains("can be received already, and needs no release"), refused);
        assertEquals(1, receive(orders).size());
        client.ask("delete-messages", data("queue", "orders", "messages", messages("orders")));
        advance(Duration.ofMinutes(1));
        assertEquals(List.of(), messages("orders"));
    }

    @Test
    void whatOthersHaveReceivedInTheMeantimeIsNamedAndTheRestIsDone() {
        List.of("a", "b", "c", "d").forEach(this::send);
        List<JsonNode> shown = messages("orders");
        Message taken = receiveOne(orders);
        assertEquals("a", taken.body());
        Message gone = receiveOne(orders);
        delete(orders, gone);
        JsonNode told = client.ask("delete-messages", data("queue", "orders", "messages", shown));
        assertEquals(2, told.path("done").asInt());
        List<String> left = new ArrayList<>();
        told.path("left").forEach(one -> left.add(one.asText()));
        assertEquals(
                List.of(
                        "Message " + taken.messageId() + " was received by somebody in the meantime.",
                        "Message " + gone.messageId()
                                + " is not there any more: it was received and deleted, has expired, or was moved."),
                left);
        String refused = client.send("delete-messages", data("queue", "orders", "messages", shown.subList(0, 1)))
                .body();
        assertTrue(refused.contains("Message " + taken.messageId() + " was received by"), refused);
        create("others");
        refused = client.send("move-messages", data("queue", "orders", "to", "others", "messages", messages("orders")))
                .body();
        assertTrue(refused.contains("is in flight: somebody has it"), refused);
    }

    @Test
    void oneThatCameBackIsNamed() {
        send("a");
        List<JsonNode> shown = messages("orders");
        Message taken = receiveOne(orders);
        sqs.changeMessageVisibility(request ->
                request.queueUrl(orders).receiptHandle(taken.receiptHandle()).visibilityTimeout(0));
        String refused = client.send("delete-messages", data("queue", "orders", "messages", shown))
                .body();
        assertTrue(refused.contains("was received in the meantime, and came back"), refused);
    }

    @Test
    void aSentMessageIsWhatPeopleWrote() {
        client.ask(
                "send-message",
                data(
                        "queue",
                        "orders",
                        "body",
                        "{\"n\":1}",
                        "priority",
                        7,
                        "delay",
                        0,
                        "attributes",
                        Map.of("colour", Map.of("type", "String", "value", "red"))));
        Message received = sqs.receiveMessage(
                        request -> request.queueUrl(orders).messageAttributeNames("All"))
                .messages()
                .get(0);
        assertEquals("{\"n\":1}", received.body());
        assertEquals("red", received.messageAttributes().get("colour").stringValue());
        assertEquals(400, client.status("send-message", data("queue", "orders", "bytes", "?")));
        assertEquals(404, client.status("send-message", data("queue", "none", "body", "x")));
        create("orders.fifo");
        client.ask("send-message", data("queue", "orders.fifo", "body", "x", "group", "g"));
        client.ask("send-message", data("queue", "orders.fifo", "body", "x", "group", "g"));
        assertEquals(2, messages("orders.fifo").size());
        assertEquals("g", messages("orders.fifo").get(0).path("group").asText());
    }

    @Test
    void someAreMovedWithAllThatTheyHave() {
        create("others");
        List.of("a", "b").forEach(this::send);
        List<JsonNode> shown = messages("orders");
        client.ask("move-messages", data("queue", "orders", "to", "others", "messages", List.of(shown.get(1))));
        assertEquals(List.of("a"), texts(messages("orders")));
        assertEquals(List.of("b"), texts(messages("others")));
        assertEquals(
                404,
                client.status(
                        "move-messages", data("queue", "orders", "to", "none", "messages", List.of(shown.get(0)))));
        assertEquals(
                400,
                client.status(
                        "move-messages", data("queue", "orders", "to", "orders", "messages", List.of(shown.get(0)))));
        assertEquals(List.of("a"), texts(messages("orders")));
    }

    @Test
    void deadLettersGoBackAndTheirProgressOutlastsThePage() {
        String dead = create("dead");
        String source = create(
                "source",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}"));
        for (int i = 0; i < 3; i++) {
            sqs.sendMessage(request -> request.queueUrl(source).messageBody("x"));
        }
        receive(source);
        advance(Duration.ofMinutes(1));
        receive(source);
        assertEquals(3, messages("dead").size());
        assertEquals("source", messages("dead").get(0).path("source").asText());
        int id = client.ask("move-all", Map.of("queue", "dead")).path("id").asInt();
        JsonNode move = move(id);
        while (move.path("state").asText().equals("running")) {
            Thread.onSpinWait();
            move = move(id);
        }
        assertEquals("done", move.path("state").asText());
        assertEquals(3, move.path("moved").asInt());
        assertEquals(3, messages("source").size());
        assertEquals(0, receive(dead).size());
        assertEquals(409, client.status("move-all", Map.of("queue", "dead")));
        assertEquals(404, client.status("stop-move", Map.of("id", 99)));
    }

    private JsonNode move(int id) {
        for (JsonNode move :
                new ConsoleClient(server.uri()).ask("moves", Map.of()).path("moves")) {
            if (move.path("id").asInt() == id) {
                return move;
            }
        }
        throw new AssertionError("no move " + id);
    }
}
