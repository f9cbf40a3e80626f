package org.leasemq.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.console.ConsoleClient.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;

/** Changes of what others change, too. */
class EditsTest extends BridgeFixture {
    private ConsoleClient client;
    private String orders;

    @BeforeEach
    void open() {
        client = new ConsoleClient(server.uri());
        orders = create("orders");
    }

    private JsonNode queue() {
        return client.ask("queue", data("queue", "orders"));
    }

    private long attribute(String name) {
        return queue().path("attributes").path(name).asLong();
    }

    private int change(Object... data) {
        Map<String, Object> asked = data(data);
        asked.put("queue", "orders");
        return client.status("change-queue", asked);
    }

    @Test
    void whatIsNotGivenStaysAndDurationsAreExactToTheMillisecond() {
        client.ask("change-queue", data("queue", "orders", "visibilityTimeout", 1.5, "receiveWait", 0.001));
        client.ask("change-queue", data("queue", "orders", "delay", 7));
        assertEquals(1500, attribute("visibilityTimeout"));
        assertEquals(1, attribute("receiveWait"));
        assertEquals(7000, attribute("delay"));
        for (Object wrong : List.of(1.0005, -1, "7", 1e300, Double.MAX_VALUE, List.of())) {
            assertEquals(400, change("visibilityTimeout", wrong), wrong::toString);
        }
        assertEquals(
                400,
                client.send("change-queue", "{\"queue\":\"orders\",\"delay\":1e999}", same -> same)
                        .statusCode());
        assertEquals(400, change("maximumMessageSize", 2048.5));
        assertEquals(1500, attribute("visibilityTimeout"));
    }

    @Test
    void theDeadLetterQueueAndItsCountAreChangedEachAlone() {
        create("dead");
        create("other");
        assertEquals(400, change("maxReceiveCount", 5));
        assertEquals(200, change("deadLetterQueue", "dead", "maxReceiveCount", 7));
        assertEquals(200, change("maxReceiveCount", 5));
        assertEquals("dead", queue().path("attributes").path("deadLetterQueue").asText());
        assertEquals(5, attribute("maxReceiveCount"));
        assertEquals(200, change("deadLetterQueue", "other"));
        assertEquals(5, attribute("maxReceiveCount"));
        assertEquals(200, change("deadLetterQueue", null));
        assertTrue(queue().path("attributes").path("deadLetterQueue").isMissingNode());
    }

    @Test
    void aQueueThatWasMadeAnewIsAnotherOne() {
        long number = queue().path("number").asLong();
        long version = queue().path("version").asLong();
        sqs.deleteQueue(request -> request.queueUrl(orders));
        client.ask("create-queue", data("queue", "orders"));
        assertEquals(409, change("number", number, "delay", 7));
        assertEquals(
                409,
                client.status(
                        "tag-queue",
                        data("queue", "orders", "number", number, "version", version, "tags", Map.of("a", "b"))));
        assertEquals(409, client.status("set-policy", data("queue", "orders", "number", number, "policy", "")));
        assertEquals(409, client.status("purge-queue", data("queue", "orders", "number", number)));
        assertEquals(409, client.status("delete-queue", data("queue", "orders", "number", number)));
        client.ask("delete-queue", data("queue", "orders", "number", queue().path("number")));
    }
}
