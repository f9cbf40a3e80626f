package org.leasemq.console.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.memory.MemoryShare;
import org.leasemq.sqs.message.SystemAttributes;

/** Copies of messages, in which something is corrected. All else is taken from the message itself, not from what a page has of it. */
final class Copies {
    private static final Attribute TEXT = Attribute.string("text");
    private static final Attribute BYTES = Attribute.string("byte");

    private final ShownMessage shown;
    private final TimeSource clock;

    Copies(MemoryShare memory, TimeSource clock) {
        this.shown = new ShownMessage(memory);
        this.clock = clock;
    }

    /** Sends it. The message stays where it is. */
    Object send(PageCall call) {
        String to = call.text("to");
        boolean fifo = QueueDetails.find(call, to).attributes().fifo();
        return shown.use(call, item -> {
            Message copy = corrected(call, item.message(), fifo);
            Sent sent = call.engine().send(to, List.of(copy)).await().get(0).get();
            return Values.of("id", sent.id().toString(), "duplicate", sent.duplicate());
        });
    }

    private Message corrected(PageCall call, Message message, boolean fifo) {
        Body given = MessageChanges.body(call);
        Message copy = Message.of(given == null ? message.body() : given)
                .withAttributes(attributes(message, given))
                .withPriority(MessageChanges.priority(call, message.priority()))
                .persistent(message.persistent());
        String group = call.text("group", message.groupId());
        boolean ordered = call.in().has("ordered") ? call.flag("ordered") : message.exclusiveGroup();
        if (group != null && (!group.isEmpty() || group.equals(message.groupId()))) {
            copy = ordered ? copy.inGroup(group) : copy.ofTenant(group);
        }
        if (fifo) {
            // with that of the message, or one made of the same content, it would be dropped as a duplicate
            String id = call.text("deduplicationId", "");
            copy = copy.withDeduplicationId(id.isEmpty() ? UUID.randomUUID().toString() : id);
        }
        long now = clock.millis();
        if (call.in().has("delay")) {
            copy = copy.delayedBy(MessageChanges.delay(call));
        } else if (message.visibleAt() > now) {
            copy = copy.delayedBy(Duration.ofMillis(message.visibleAt() - now));
        }
        return message.expiresAt() == 0 ? copy : copy.expiringAfter(Duration.ofMillis(message.expiresAt() - now));
    }

    /** All but who sent the message, which is not who sends the copy. */
    private static Map<String, Attribute> attributes(Message message, Body given) {
        Map<String, Attribute> attributes = new TreeMap<>(message.attributes());
        attributes.remove(SystemAttributes.SENDER);
        Attribute kind = attributes.get(AttributeNames.KIND);
        if (kind != null && given != null) {
            boolean holdsBytes = !kind.asText().equals("text") && !kind.asText().equals("message");
            attributes.put(AttributeNames.KIND, given.isText() ? TEXT : holdsBytes ? kind : BYTES);
        }
        return attributes;
    }
}
