package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.cli.Commands;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the audit says of what was done: by whom, with what, and how it ended. */
class WhatWasDoneTest extends BridgeFixture {
    private ConsoleClient client;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        create("orders");
        create("other");
    }

    /** Of the last that was done by that way: what, to what, with which outcome. */
    private String last(String way) {
        for (JsonNode one : client.ask("done", Map.of()).path("done")) {
            if (one.path("way").asText().equals(way)) {
                return one.path("action").asText() + " | " + one.path("target").asText() + " | "
                        + one.path("outcome").asText();
            }
        }
        return "nothing";
    }

    private List<JsonNode> messages() {
        List<JsonNode> messages = new ArrayList<>();
        client.ask("messages", data("queue", "orders")).path("messages").forEach(messages::add);
        return messages;
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            send(server.uri() + "/000000000000/orders", "m");
        }
    }

    @Test
    void attributesAreToldAsTheyWereAndAsTheyAre() {
        client.ask("change-queue", data("queue", "orders", "visibilityTimeout", 77, "deadLetterQueue", "other"));
        assertEquals(
                "change-queue | orders, a lease lasts: 30 s → 77 s, dead letters go to: none → other after 3 deliveries | done",
                last("Console"));
        client.ask("tag-queue", data("queue", "orders", "tags", Map.of("team", "a", "stage", "b")));
        client.ask("tag-queue", data("queue", "orders", "tags", Map.of("team", "c")));
        assertEquals("tag-queue | orders, tag stage: b → none, tag team: a → c | done", last("Console"));
        String policy =
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}";
        client.ask("set-policy", data("queue", "orders", "policy", policy));
        assertEquals("set-policy | orders, policy: none → " + policy + " | done", last("Console"));
    }

    @Test
    void messagesAreNamedAndWhatIsDoneInPartIsSaid() {
        send(3);
        List<JsonNode> shown = messages();
        String numbers = shown.get(0).path("sequenceNumber").asText() + " "
                + shown.get(1).path("sequenceNumber").asText();
        client.ask("delete-messages", data("queue", "orders", "messages", shown.subList(0, 1)));
        client.ask("delete-messages", data("queue", "orders", "messages", shown.subList(0, 2)));
        assertTrue(
                last("Console").startsWith("delete-messages | orders, messages " + numbers + " | done in part: 1 of 2"),
                () -> last("Console"));
        client.ask("purge-queue", data("queue", "orders"));
        assertEquals("purge-queue | orders, 1 messages | done", last("Console"));
        JsonNode sent = client.ask("send-message", data("queue", "orders", "body", "x"));
        assertEquals("send-message | orders, message " + sent.path("id").asText() + " | done", last("Console"));
        client.ask(
                "import-messages",
                data(
                        "queue",
                        "orders",
                        "file",
                        "f",
                        "lines",
                        List.of(data("text", "{\"Body\":\"x\"}"), data("text", "["))));
        assertTrue(
                last("Console").startsWith("import-messages | orders, 2 lines of f | done in part: 1 of 2, up to one"),
                () -> last("Console"));
    }

    @Test
    void anImportOfWhichNothingIsTakenIsRefused() {
        client.ask("import-messages", data("queue", "orders", "file", "f", "lines", List.of(data("text", "["))));
        assertTrue(
                last("Console").startsWith("import-messages | orders, 1 lines of f | refused: It is not JSON"),
                () -> last("Console"));
    }

    @Test
    void theCommandLineAndTheApiAreThereToo() {
        send(1);
        String url = server.uri().toString();
        String number = messages().get(0).path("sequenceNumber").asText();
        Commands.text("messages", "move", "orders", number, "--to", "other", "--url", url);
        assertEquals(
                "ChangeMessages | Change MOVE, DestinationName other, MessageIds " + number
                        + ", QueueName orders | done",
                last("API"));
        Commands.refused("messages", "delete", "orders", number, "77", "--url", url);
        assertTrue(last("API").endsWith("done in part: 0 of 2"), () -> last("API"));
        Commands.refused("queue", "purge", "none", "--url", url);
        assertTrue(last("API").startsWith("PurgeQueue | none | refused: "), () -> last("API"));
        Commands.text("queue", "attributes", "orders", "VisibilityTimeout=7", "--url", url);
        assertEquals("SetQueueAttributes | orders, Attributes {VisibilityTimeout=7} | done", last("API"));
        try {
            sqs.deleteQueue(request -> request.queueUrl(url + "/000000000000/none"));
        } catch (SqsException e) {
            assertTrue(last("API").startsWith("DeleteQueue | none | refused: "), () -> last("API"));
        }
    }
}
