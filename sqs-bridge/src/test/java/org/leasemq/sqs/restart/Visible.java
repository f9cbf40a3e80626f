package org.leasemq.sqs.restart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueAttributes;

/** Everything that can be seen from outside, as text: queues with all that belongs to them, messages, topics, subscriptions. */
final class Visible {
    private final Wire wire;
    private final URI server;
    private final List<String> seen = new ArrayList<>();

    private Visible(Wire wire, URI server) {
        this.wire = wire;
        this.server = server;
    }

    static List<String> of(Wire wire, URI server, LeaseEngine engine) throws Exception {
        Visible visible = new Visible(wire, server);
        visible.queues();
        visible.topics();
        engine.queues().forEach(queue -> {
            Map<String, String> labels = queue.attributes().labels();
            QueueAttributes others = queue.attributes().withLabels(Map.of());
            visible.seen.add(queue.name() + " " + queue.number() + " " + queue.modifiedAt() + ": " + others);
            visible.seen.add(queue.name() + " has " + new TreeMap<>(labels));
        });
        visible.seen.add("set aside: " + engine.setAside().await());
        return visible.seen;
    }

    private void queues() throws Exception {
        for (JsonNode url : ask("ListQueues", Map.of()).path("QueueUrls")) {
            Map<String, Object> queue = Map.of("QueueUrl", url.asText());
            ask("GetQueueAttributes", Map.of("QueueUrl", url.asText(), "AttributeNames", List.of("All")));
            ask("ListQueueTags", queue);
            JsonNode arn = ask(
                            "GetQueueAttributes",
                            Map.of("QueueUrl", url.asText(), "AttributeNames", List.of("QueueArn")))
                    .path("Attributes")
                    .path("QueueArn");
            ask("ListMessageMoveTasks", Map.of("SourceArn", arn.asText(), "MaxResults", 10));
            ask("ListDeadLetterSourceQueues", queue);
            ask("PeekMessages", Map.of("QueueUrl", url.asText(), "MaxResults", 10_000));
        }
    }

    private void topics() throws Exception {
        for (JsonNode topic : ask("ListTopics", Map.of()).path("Topics")) {
            ask("GetTopicAttributes", Map.of("TopicArn", topic.path("TopicArn").asText()));
        }
        for (JsonNode one : ask("ListSubscriptions", Map.of()).path("Subscriptions")) {
            ask(
                    "GetSubscriptionAttributes",
                    Map.of("SubscriptionArn", one.path("SubscriptionArn").asText()));
        }
    }

    private JsonNode ask(String action, Map<String, Object> values) throws Exception {
        Wire.Answer answer = wire.json(server, action, values);
        if (answer.status() != 200) {
            throw new AssertionError(action + " " + values + " was answered with " + answer);
        }
        seen.add(action + ": " + answer.values().toString().replace(server.toString(), ""));
        return answer.values();
    }
}
