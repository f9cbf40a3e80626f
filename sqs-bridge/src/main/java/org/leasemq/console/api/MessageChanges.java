package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.leasemq.engine.BrowseItem.State;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/** What can be done with messages: send, delete, release, move. */
final class MessageChanges {
    private static final long LONGEST_SECONDS = Duration.ofDays(36_500).toSeconds();
    private static final int HIGHEST_PRIORITY = 9;

    private final TimeSource clock;

    MessageChanges(TimeSource clock) {
        this.clock = clock;
    }

    Object send(PageCall call) {
        String queue = call.text("queue");
        QueueInfo info = QueueDetails.find(call, queue);
        Message message = Message.of(body(call))
                .withPriority((int) call.number("priority", Message.DEFAULT_PRIORITY, 0, HIGHEST_PRIORITY))
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
            message = message.delayedBy(Duration.ofSeconds(call.number("delay", 0, 0, LONGEST_SECONDS)));
        }
        if (call.in().has("life")) {
            message = message.expiringAfter(Duration.ofSeconds(call.number("life", 0, 0, LONGEST_SECONDS)));
        }
        Sent sent = call.engine().send(queue, List.of(message)).await().get(0).get();
        return Values.of("id", sent.id().toString(), "duplicate", sent.duplicate());
    }

    private static Body body(PageCall call) {
        String bytes = call.text("bytes", null);
        if (bytes == null) {
            return Body.text(call.text("body", ""));
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
        String queue = call.text("queue");
        QueueInfo info = QueueDetails.find(call, queue);
        List<Receipt> receipts = new ArrayList<>();
        Set<UUID> waiting = new HashSet<>();
        for (Picked one : Picked.of(call)) {
            boolean knownReceipt = one.receiveCount() > 0 && !info.attributes().fifo();
            if (one.state() == State.IN_FLIGHT || knownReceipt) {
                receipts.add(new Receipt(info.number(), one.sequenceNumber(), one.receiveCount(), 0));
            } else {
                waiting.add(one.id());
            }
        }
        int done = 0;
        if (!receipts.isEmpty()) {
            done += done(call.engine().delete(queue, receipts).await());
        }
        if (!waiting.isEmpty()) {
            try (Taken taken = new Taken(call.engine(), queue, waiting)) {
                List<Receipt> own =
                        taken.deliveries().stream().map(Delivery::receipt).toList();
                done += own.isEmpty()
                        ? 0
                        : done(call.engine().delete(queue, own).await());
            }
        }
        return outcome(done, receipts.size() + waiting.size());
    }

    private static int done(List<Outcome<Receipt>> outcomes) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Done)
                .count();
    }

    private static Object outcome(int done, int asked) {
        if (done == 0) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "None of them could be had: they are gone, held by somebody, delayed, or behind another message of their"
                            + " group. Look again.");
        }
        return Values.of("done", done, "asked", asked);
    }

    /** Ends the leases of what was picked: others get these messages, while those who had them may still be at work. */
    Object release(PageCall call) {
        QueueInfo info = QueueDetails.find(call, call.text("queue"));
        List<Receipt> receipts = Picked.of(call).stream()
                .filter(one -> one.state() == State.IN_FLIGHT)
                .map(one -> new Receipt(info.number(), one.sequenceNumber(), one.receiveCount(), 0))
                .toList();
        call.engine().release(receipts).await();
        return Values.of("done", receipts.size());
    }

    /** Moves what was picked, each atomically with its deletion. */
    Object move(PageCall call) {
        String queue = call.text("queue");
        String to = call.text("to");
        QueueInfo target = QueueDetails.find(call, to);
        if (to.equals(queue)) {
            throw new Refusal(Refusal.BAD_REQUEST, "The messages are in that queue already.");
        }
        Set<UUID> ids = new HashSet<>();
        Picked.of(call).forEach(one -> ids.add(one.id()));
        int done = 0;
        EngineException refused = null;
        try (Taken taken = new Taken(call.engine(), queue, ids)) {
            for (Delivery delivery : taken.deliveries()) {
                Message message = moved(delivery.message(), target);
                try {
                    call.engine()
                            .commit(new UnitOfWork(
                                    List.of(new UnitOfWork.Send(Target.queue(to), message)),
                                    List.of(delivery.receipt())))
                            .await();
                    done++;
                } catch (EngineException e) {
                    refused = e;
                }
            }
        }
        if (done == 0 && refused != null) {
            throw refused;
        }
        return outcome(done, ids.size());
    }

    /** The same content, as a message of its own: what the target remembers of ids must not drop it. */
    private Message moved(Message message, QueueInfo target) {
        long left = message.expiresAt() == 0 ? 0 : Math.max(1, message.expiresAt() - clock.millis());
        String deduplication = target.attributes().fifo() ? UUID.randomUUID().toString() : message.deduplicationId();
        return new Message(
                null,
                0,
                0,
                left,
                message.priority(),
                message.groupId(),
                message.exclusiveGroup(),
                deduplication,
                message.persistent(),
                message.attributes(),
                message.body(),
                null);
    }
}
