package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues, as the console shows and changes them. */
class QueuesTest extends BridgeFixture {
    private ConsoleClient client;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
    }

    private void fill(String queue, int count) {
        for (int i = 0; i < count; i++) {
            String body = "message " + i;
            sqs.sendMessage(request ->
                    request.queueUrl(server.uri() + "/000000000000/" + queue).messageBody(body));
        }
    }

    private JsonNode overview(Object... pairs) {
        advance(Duration.ofSeconds(2));
        return client.ask("overview", data(pairs));
    }

    private static List<String> names(JsonNode overview) {
        List<String> names = new ArrayList<>();
        overview.path("queues").forEach(queue -> names.add(queue.path("name").asText()));
        return names;
    }

    @Test
    void queuesAreSearchedSortedFilteredAndPagedAtTheServer() {
        for (int i = 0; i < 30; i++) {
            create("queue" + (char) ('a' + i % 26) + i);
        }
        create("orders");
        create("invoices");
        fill("orders", 3);
        fill("invoices", 1);
        assertEquals(32, overview().path("matching").asInt());
        assertEquals(List.of("orders"), names(overview("search", "ORD")));
        assertEquals(List.of("orders", "invoices"), names(overview("sort", "available", "descending", true, "max", 2)));
        assertEquals(List.of("invoices", "orders"), names(overview("filter", "filled")));
        JsonNode page = overview("from", 30, "max", 10);
        assertEquals(2, page.path("queues").size());
        assertEquals(4, page.path("totals").path("available").asInt());
        assertEquals(0, overview("from", 1000).path("queues").size());
    }

    @Test
    void ratesAndHistoriesFollowWhatHappens() {
        create("orders");
        overview();
        fill("orders", 40);
        advance(Duration.ofSeconds(2));
        JsonNode row = client.ask("overview", Map.of()).path("queues").path(0);
        assertTrue(row.path("sentRate").asDouble() > 0, row::toString);
        assertEquals(0, row.path("doneRate").asDouble());
    }

    @Test
    void deadLettersAndTransactionsNeedAttention() {
        String dead = create("orders-dead");
        create(
                "orders",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:orders-dead\",\"maxReceiveCount\":1}"));
        assertEquals(0, overview().path("attention").size());
        sqs.sendMessage(request -> request.queueUrl(dead).messageBody("died"));
        JsonNode attention = overview().path("attention");
        assertEquals("dead", attention.path(0).path("kind").asText());
        assertEquals(
                "orders-dead has 1 dead letters.",
                attention.path(0).path("text").asText());
        assertEquals(List.of("orders-dead"), names(overview("filter", "dead")));
        JsonNode queue = client.ask("queue", Map.of("queue", "orders-dead"));
        assertEquals("orders", queue.path("sources").path(0).asText());
    }

    @Test
    void aQueueIsMadeChangedPurgedAndDeleted() {
        client.ask("create-queue", Map.of("queue", "orders"));
        JsonNode made = client.ask("queue", Map.of("queue", "orders"));
        assertTrue(made.path("attributes").path("retention").isMissingNode(), made::toString);
        client.ask(
                "change-queue",
                data("queue", "orders", "version", made.path("version").asLong(), "retention", 3600, "delay", 7));
        JsonNode changed = client.ask("queue", Map.of("queue", "orders")).path("attributes");
        assertEquals(3_600_000, changed.path("retention").asLong());
        assertEquals(7000, changed.path("delay").asLong());
        assertEquals(
                409,
                client.status(
                        "change-queue",
                        data("queue", "orders", "version", made.path("version").asLong(), "delay", 8)));
        client.ask("change-queue", data("queue", "orders", "retention", null, "delay", 0));
        assertTrue(client.ask("queue", Map.of("queue", "orders"))
                .path("attributes")
                .path("retention")
                .isMissingNode());
        fill("orders", 5);
        assertEquals(
                5,
                client.ask("purge-queue", Map.of("queue", "orders"))
                        .path("purged")
                        .asInt());
        client.ask("delete-queue", Map.of("queue", "orders"));
        assertEquals(404, client.status("queue", Map.of("queue", "orders")));
    }

    /** Whoever had it could make up receipt handles. */
    @Test
    void whatKeepsTheSecretsOfTheServerIsShownToNobody() {
        create("orders");
        fill("orders", 1);
        sqs.receiveMessage(request -> request.queueUrl(server.uri() + "/000000000000/orders"));
        assertEquals(List.of("orders"), names(overview("filter", "all")));
        for (String asked : List.of("queue", "messages", "purge-queue", "delete-queue")) {
            assertEquals(404, client.status(asked, Map.of("queue", "signing:handles")), asked);
        }
        assertEquals(404, client.status("move-all", Map.of("queue", "orders", "to", "signing:handles")));
    }

    @Test
    void namesWithAColonAreNotForPeopleToGive() {
        assertEquals(400, client.status("create-queue", Map.of("queue", "topic:x")));
        assertEquals(400, client.status("create-queue", Map.of("queue", "at:us-east-1:000000000000:x")));
    }

    @Test
    void anOpenPageIsToldWhatHasChangedAndNothingElse() throws Exception {
        create("orders");
        create("invoices");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                client.open("live", Map.of("queues", List.of("orders", "invoices"))), StandardCharsets.UTF_8))) {
            JsonNode first = event(lines);
            assertEquals(2, first.path("queues").size());
            fill("orders", 1);
            advance(Duration.ofSeconds(2));
            JsonNode second = event(lines);
            assertEquals(1, second.path("queues").size(), second::toString);
            assertEquals("orders", second.path("queues").path(0).path("name").asText());
            assertEquals(1, second.path("totals").path("available").asInt());
            assertFalse(second.has("history"));
        }
    }

    private static JsonNode event(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return ConsoleClient.read(line.substring(5));
    }

    @Test
    void noMorePagesAreToldThanThereMayBe() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            open.add(client.open("live", Map.of("queues", List.of())));
        }
        assertEquals(503, client.status("live", Map.of("queues", List.of())));
        for (AutoCloseable stream : open) {
            stream.close();
        }
    }
}
