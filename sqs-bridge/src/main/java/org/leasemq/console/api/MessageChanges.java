package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.seen.ByHand;
import org.leasemq.engine.model.seen.HandOutcome;

/** What can be done with messages: send, delete, release, move. */
final class MessageChanges {
    private static final int HIGHEST_PRIORITY = 9;

    Object send(PageCall call) {
        String queue = call.text("queue");
        QueueInfo info = QueueDetails.find(call, queue);
        Body body = body(call);
        Message message = Message.of(body == null ? Body.text("") : body)
                .withPriority(priority(call, Message.DEFAULT_PRIORITY))
                .withAttributes(attributes(call.in().path("attributes")));
        String group = call.text("group", "");
        if (!group.isEmpty()) {
            message = info.attributes().fifo() || !call.flag("exclusiveGroup")
                    ? message.ofTenant(group)
                    : message.inGroup(group);
        }
        String deduplication = call.text("deduplicationId", "");
        if (info.attributes().fifo()) {
            boolean given = !deduplication.isEmpty();
            boolean byContent = info.attributes().contentBasedDeduplication();
            message = given || !byContent
                    ? message.withDeduplicationId(
                            given ? deduplication : UUID.randomUUID().toString())
                    : message;
        }
        if (call.in().has("delay")) {
            message = message.delayedBy(delay(call));
        }
        if (call.in().has("life")) {
            message = message.expiringAfter(call.seconds("life"));
        }
        Sent sent = call.engine().send(queue, List.of(message)).await().get(0).get();
        return Values.of("id", sent.id().toString(), "duplicate", sent.duplicate());
    }

    static int priority(PageCall call, int otherwise) {
        return (int) call.number("priority", otherwise, 0, HIGHEST_PRIORITY);
    }

    static Duration delay(PageCall call) {
        return call.seconds("delay");
    }

    /** Null if none is given. */
    static Body body(PageCall call) {
        String bytes = call.text("bytes", null);
        if (bytes == null) {
            String text = call.text("body", null);
            return text == null ? null : Body.text(text);
        }
        try {
            return Body.binary(Base64.getDecoder().decode(bytes));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.BAD_REQUEST, "'bytes' is not Base64: " + e.getMessage());
        }
    }

    private static Map<String, Attribute> attributes(JsonNode given) {
        Map<String, Attribute> attributes = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            String type = field.getValue().path("type").asText("String");
            String value = field.getValue().path("value").asText("");
            try {
                attributes.put(
                        field.getKey(),
                        type.startsWith("Binary")
                                ? new Attribute(type, Base64.getDecoder().decode(value))
                                : Attribute.of(type, value));
            } catch (IllegalArgumentException e) {
                throw new Refusal(
                        Refusal.BAD_REQUEST, "The value of '" + field.getKey() + "' is not Base64: " + e.getMessage());
            }
        }
        return attributes;
    }

    /** Deletes what was picked: also what somebody has received and works on. */
    Object delete(PageCall call) {
        return byHand(call, ByHand.Action.DELETE, null);
    }

    /**
     * Ends the leases and the delays of what was picked: others get these messages, while those who had them may still be at
     * work.
     */
    Object release(PageCall call) {
        return byHand(call, ByHand.Action.RELEASE, null);
    }

    /** Moves what was picked, to one queue or to those from which the messages came. */
    Object move(PageCall call) {
        return byHand(call, ByHand.Action.MOVE, call.text("to", null));
    }

    private Object byHand(PageCall call, ByHand.Action action, String to) {
        QueueInfo queue = QueueDetails.find(call, call.text("queue"));
        Picked picked = Picked.of(call, queue);
        List<HandOutcome> outcomes =
                call.engine().byHand(picked.byHand(queue.name(), action, to)).await();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).done()) {
                left.add(outcomes.get(i).words(picked.name(i)));
            }
        }
        int done = outcomes.size() - left.size();
        if (done == 0) {
            throw new Refusal(Refusal.CONFLICT, "Nothing was done. " + String.join(" ", left) + " Look again.");
        }
        return Values.of("done", done, "asked", outcomes.size(), "left", left);
    }
}
