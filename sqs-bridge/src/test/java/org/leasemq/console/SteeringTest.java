package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Groups, tags, policies, files: what the console shows of a queue, and changes, besides single messages. */
class SteeringTest extends BridgeFixture {
    private ConsoleClient client;
    private String orders;
    private String fifo;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        orders = create("orders");
        fifo = create("orders.fifo");
    }

    private void sendToGroup(String group, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(fifo)
                    .messageGroupId(group)
                    .messageDeduplicationId(group + body)
                    .messageBody(body));
        }
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

    private long version(String queue) {
        return client.ask("queue", data("queue", queue)).path("version").asLong();
    }

    // ------------------------------------------------------------------------------------------------- groups

    @Test
    void groupsAreShownWithWhatHoldsThemAndTheirMessagesAlone() {
        sendToGroup("blocked", "1", "2", "3");
        sendToGroup("free", "a", "b", "c", "d");
        String held = sqs.receiveMessage(request -> request.queueUrl(fifo).maxNumberOfMessages(1))
                .messages()
                .get(0)
                .body();
        assertEquals("1", held);
        JsonNode found = client.ask("groups", data("queue", "orders.fifo"));
        assertEquals(2, found.path("all").asInt());
        assertEquals(1, found.path("blocked").asInt());
        JsonNode group = found.path("groups").path(0);
        assertEquals("blocked", group.path("id").asText());
        assertEquals(3, group.path("messages").asInt());
        JsonNode first = messages("orders.fifo", "group", "blocked").get(0);
        assertEquals(first.path("sequenceNumber").asText(), group.path("heldBy").asText());
        assertEquals(clock.millis() + 30_000, group.path("until").asLong());
        assertEquals(clock.millis(), group.path("since").asLong());
        assertEquals(List.of("1", "2", "3"), texts(messages("orders.fifo", "group", "blocked")));
        assertEquals(List.of("2", "3"), texts(messages("orders.fifo", "group", "blocked", "state", "AVAILABLE")));
        assertEquals(
                1,
                client.ask("groups", data("queue", "orders.fifo", "search", "fr"))
                        .path("all")
                        .asInt());
        assertTrue(client.ask("queue", data("queue", "orders.fifo"))
                .path("grouped")
                .asBoolean());
        assertFalse(client.ask("queue", data("queue", "orders")).path("grouped").asBoolean());
        assertEquals(404, client.status("groups", data("queue", "none")));
        assertEquals(400, client.status("groups", data("queue", "orders.fifo", "max", 1_000_000)));
        assertEquals(400, client.status("groups", data("queue", "orders.fifo", "search", 7)));
        assertEquals(400, client.status("messages", data("queue", "orders.fifo", "state", "LOST")));
    }

    @Test
    void aGroupThatIsBlockedForLongNeedsAttention() {
        sendToGroup("g", "1", "2");
        sqs.receiveMessage(
                request -> request.queueUrl(fifo).maxNumberOfMessages(1).visibilityTimeout(3600));
        assertFalse(attention().contains("blocked"), this::attention);
        advance(Duration.ofMinutes(5));
        assertTrue(
                attention()
                        .contains(
                                "orders.fifo: a message group is blocked. 1 messages wait behind one that is in flight"),
                this::attention);
    }

    private String attention() {
        advance(Duration.ofSeconds(11));
        return client.ask("overview", Map.of()).path("attention").toString();
    }

    @Test
    void aMessageBehindABlockedOneOrDelayedIsDeletedMovedAndReleased() {
        create("others.fifo");
        sendToGroup("g", "1", "2", "3");
        sqs.receiveMessage(request -> request.queueUrl(fifo).maxNumberOfMessages(1));
        List<JsonNode> shown = messages("orders.fifo");
        client.ask("delete-messages", data("queue", "orders.fifo", "messages", List.of(shown.get(1))));
        client.ask(
                "move-messages", data("queue", "orders.fifo", "to", "others.fifo", "messages", List.of(shown.get(2))));
        assertEquals(List.of("1"), texts(messages("orders.fifo")));
        assertEquals(List.of("3"), texts(messages("others.fifo")));
        assertEquals(
                409, client.status("delete-messages", data("queue", "orders.fifo", "messages", List.of(shown.get(1)))));
        sqs.sendMessage(request -> request.queueUrl(orders).messageBody("late").delaySeconds(900));
        client.ask("release-messages", data("queue", "orders", "messages", messages("orders")));
        assertEquals(
                "late",
                sqs.receiveMessage(request -> request.queueUrl(orders))
                        .messages()
                        .get(0)
                        .body());
    }

    // --------------------------------------------------------------------------------------- tags and policies

    @Test
    void tagsAreReplacedByTheRulesOfTheApiAndInItsWords() {
        client.ask("tag-queue", data("queue", "orders", "tags", Map.of("team", "pay", "old", "")));
        client.ask("tag-queue", data("queue", "orders", "tags", Map.of("team", "payments")));
        assertEquals(
                Map.of("team", "payments"),
                sqs.listQueueTags(request -> request.queueUrl(orders)).tags());
        assertEquals(
                "payments",
                client.ask("queue", data("queue", "orders"))
                        .path("attributes")
                        .path("labels")
                        .path("tags")
                        .path("team")
                        .asText());
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put("tag" + i, "x");
        }
        for (Map<String, String> wrong :
                List.of(many, Map.of("", "x"), Map.of("k".repeat(129), "x"), Map.of("k", "v".repeat(257)))) {
            HttpResponse<String> refused = client.send("tag-queue", data("queue", "orders", "tags", wrong));
            assertEquals(400, refused.statusCode());
            SqsException told = assertThrows(
                    SqsException.class,
                    () -> sqs.tagQueue(request -> request.queueUrl(orders).tags(wrong)));
            assertEquals(
                    told.awsErrorDetails().errorMessage(),
                    ConsoleClient.read(refused.body()).path("error").asText());
        }
        assertEquals(400, client.status("tag-queue", data("queue", "orders", "tags", Map.of("a", 7))));
        long version = version("orders");
        client.ask("tag-queue", data("queue", "orders", "version", version, "tags", Map.of()));
        assertEquals(409, client.status("tag-queue", data("queue", "orders", "version", version, "tags", Map.of())));
        assertEquals(
                Map.of(), sqs.listQueueTags(request -> request.queueUrl(orders)).tags());
    }

    @Test
    void aPolicyIsSetByTheRulesOfTheApiAndInItsWords() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";
        client.ask("set-policy", data("queue", "orders", "policy", policy));
        assertEquals(
                policy,
                sqs.getQueueAttributes(request -> request.queueUrl(orders).attributeNames(QueueAttributeName.POLICY))
                        .attributes()
                        .get(QueueAttributeName.POLICY));
        for (String wrong : List.of("no JSON", "{\"Colour\":1}", "{\"Id\":\"" + "x".repeat(9000) + "\"}")) {
            HttpResponse<String> refused = client.send("set-policy", data("queue", "orders", "policy", wrong));
            assertEquals(400, refused.statusCode());
            SqsException told = assertThrows(
                    SqsException.class,
                    () -> sqs.setQueueAttributes(
                            request -> request.queueUrl(orders).attributes(Map.of(QueueAttributeName.POLICY, wrong))));
            assertEquals(
                    told.awsErrorDetails().errorMessage(),
                    ConsoleClient.read(refused.body()).path("error").asText());
        }
        client.ask("set-policy", data("queue", "orders", "policy", ""));
        assertFalse(client.ask("queue", data("queue", "orders"))
                .path("attributes")
                .path("labels")
                .has("policy"));
    }

    // -------------------------------------------------------------------------------------------------- files

    private List<String> export(String queue) {
        return client.send("export", data("queue", queue)).body().lines().toList();
    }

    private static List<Map<String, Object>> lines(List<String> texts) {
        return texts.stream().map(text -> data("text", text)).toList();
    }

    @Test
    void whatIsExportedIsImportedAsItWas() {
        for (int i = 0; i < 250; i++) {
            String body = "message " + i + " ü\n\"";
            sqs.sendMessage(request -> request.queueUrl(orders).messageBody(body));
        }
        List<String> file = export("orders");
        assertEquals(250, file.size());
        create("copy");
        JsonNode told = client.ask("import-messages", data("queue", "copy", "lines", lines(file)));
        assertEquals(250, told.path("taken").asInt());
        assertEquals(250, told.path("counts").path("SENT").asInt());
        List<JsonNode> copies = messages("copy", "max", 100);
        assertEquals(texts(messages("orders", "max", 100)), texts(copies));
        assertEquals(
                messages("orders").get(0).path("sentAt").asLong(),
                copies.get(0).path("sentAt").asLong());
        assertEquals(404, client.status("export", data("queue", "none")));
        assertEquals(List.of(), export("orders.fifo"));
    }

    @Test
    void aTornFileIsTakenUpToTheLineThatCannotBeSentAndSaysWhy() {
        sqs.sendMessage(request -> request.queueUrl(orders).messageBody("whole"));
        String line = export("orders").get(0);
        String torn = line.substring(0, line.length() / 2);
        create("copy");
        JsonNode told = client.ask("import-messages", data("queue", "copy", "lines", lines(List.of(line, torn, line))));
        assertEquals(1, told.path("taken").asInt());
        assertTrue(told.path("refused").asText().startsWith("It is not JSON"), told::toString);
        for (String wrong : List.of(
                "", "[]", "7", "{\"Body\":7}", "{\"a\":1}", "{\"Body\":\"x\",\"MessageAttributes\":{\"a\":{}}}")) {
            told = client.ask("import-messages", data("queue", "copy", "lines", lines(List.of(wrong))));
            assertEquals(0, told.path("taken").asInt(), wrong);
            assertFalse(told.path("refused").asText().isEmpty(), wrong);
        }
        assertEquals(List.of("whole"), texts(messages("copy")));
        assertEquals(400, client.status("import-messages", data("queue", "copy", "lines", "x")));
        assertEquals(400, client.status("import-messages", data("queue", "copy")));
        assertEquals(404, client.status("import-messages", data("queue", "none", "lines", List.of())));
    }

    @Test
    void whatCameAgainInAFifoFileIsNoDuplicate() {
        sendToGroup("g", "1");
        String line = export("orders.fifo").get(0);
        create("copy.fifo");
        ObjectNode other = (ObjectNode) ConsoleClient.read(line);
        other.put("MessageId", "00000000-0000-0000-0000-000000000001");
        List<Map<String, Object>> lines = lines(List.of(line, line, other.toString()));
        lines.get(2).put("again", true);
        JsonNode told = client.ask("import-messages", data("queue", "copy.fifo", "lines", lines));
        assertEquals(2, told.path("counts").path("SENT").asInt(), told::toString);
        assertEquals(1, told.path("counts").path("DUPLICATE").asInt(), told::toString);
    }
}
