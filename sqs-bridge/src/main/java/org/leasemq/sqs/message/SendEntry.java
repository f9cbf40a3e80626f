package org.leasemq.sqs.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.leasemq.sqs.wire.Shape.NUMBER;
import static org.leasemq.sqs.wire.Shape.map;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.queue.Digests;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** One message on its way into a queue: what {@code SendMessage} and an entry of {@code SendMessageBatch} have in common. */
public final class SendEntry {
    /** What a message looks like in a request. */
    public static final Shape.Structure MESSAGE = Shape.texts("MessageBody", "MessageDeduplicationId", "MessageGroupId")
            .with("DelaySeconds", NUMBER)
            .with("MessageAttributes", map("MessageAttribute", MessageAttributes.SHAPE))
            .with("MessageSystemAttributes", map("MessageSystemAttribute", MessageAttributes.SHAPE));

    /** What is answered for it. */
    public static final Shape.Structure RESULT = Shape.texts(
            "MessageId",
            "MD5OfMessageBody",
            "MD5OfMessageAttributes",
            "MD5OfMessageSystemAttributes",
            "SequenceNumber");

    /** As AWS says it. */
    public static final String OF_OTHER_QUEUES = "The request include parameter that is not valid for this queue type.";

    private static final int LONGEST_DELAY = 900;

    private final Message message;
    private final long size;

    private final boolean fifo;
    private final Map<String, Attribute> attributes;
    private final Map<String, Attribute> systemAttributes;

    private SendEntry(
            Message message,
            boolean fifo,
            Map<String, Attribute> attributes,
            Map<String, Attribute> systemAttributes,
            long size) {
        this.message = message;
        this.fifo = fifo;
        this.attributes = attributes;
        this.systemAttributes = systemAttributes;
        this.size = size;
    }

    /** @throws ApiException if it cannot be sent to the queue */
    public static SendEntry of(Call call, QueueInfo queue, Input in) {
        boolean fifo = queue.attributes().fifo();
        byte[] body = BodyRules.utf8(in.text("MessageBody"));
        Map<String, Attribute> attributes = MessageAttributes.parse(
                in.structureMap("MessageAttributes"), call.bridge().limits());
        Map<String, Attribute> system = SystemAttributes.parse(MessageAttributes.parse(
                in.structureMap("MessageSystemAttributes"), call.bridge().limits()));
        long size = body.length + BodyRules.size(attributes);
        String group = in.text("MessageGroupId");
        String deduplication = in.text("MessageDeduplicationId");
        requireIds(queue, group, deduplication);
        Message message = Message.of(new Body(body, true))
                .withAttributes(kept(call, attributes, system))
                .ofTenant(group)
                .withDeduplicationId(deduplication)
                .delayedBy(delay(in.number("DelaySeconds"), fifo));
        return new SendEntry(message, fifo, attributes, system, size);
    }

    /** The size of what may be no message. */
    public static long size(Input in) {
        return BodyRules.size(in.text("MessageBody"), in.structureMap("MessageAttributes"));
    }

    /** Refuses a message without the ids that its queue needs, or with others. */
    public static void requireIds(QueueInfo queue, String group, String deduplication) {
        Names.requireId("MessageGroupId", group);
        Names.requireId("MessageDeduplicationId", deduplication);
        boolean fifo = queue.attributes().fifo();
        if (fifo && group == null) {
            throw ApiException.missing("MessageGroupId");
        }
        if (fifo && deduplication == null && !queue.attributes().contentBasedDeduplication()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided "
                            + "explicitly");
        }
        if (!fifo && deduplication != null) {
            throw ApiException.invalid("MessageDeduplicationId", deduplication, OF_OTHER_QUEUES);
        }
    }

    private static Duration delay(Long seconds, boolean fifo) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 0 || seconds > LONGEST_DELAY) {
            throw ApiException.invalid("DelaySeconds", seconds, "DelaySeconds must be >= 0 and <= 900.");
        }
        if (fifo && seconds > 0) {
            throw ApiException.invalid("DelaySeconds", seconds, OF_OTHER_QUEUES);
        }
        return fifo ? null : Duration.ofSeconds(seconds);
    }

    private static Map<String, Attribute> kept(
            Call call, Map<String, Attribute> attributes, Map<String, Attribute> system) {
        String user = call.who().user();
        Attribute trace = system.isEmpty()
                ? SystemAttributes.trace(call.requester())
                : system.values().iterator().next();
        if (user == null && trace == null) {
            return attributes;
        }
        Map<String, Attribute> kept = new HashMap<>(attributes);
        if (user != null) {
            kept.put(SystemAttributes.SENDER, new Attribute("String", user.getBytes(UTF_8)));
        }
        if (trace != null) {
            kept.put(SystemAttributes.TRACE, trace);
        }
        return kept;
    }

    /** As the engine gets it. */
    public Message message() {
        return message;
    }

    /** What counts against limits. */
    public long size() {
        return size;
    }

    /** What is answered when it has been sent. */
    public Map<String, Object> result(Sent sent) {
        return Shape.values(
                "MessageId",
                sent.id().toString(),
                "MD5OfMessageBody",
                Digests.ofBody(message.body().bytes()),
                "MD5OfMessageAttributes",
                Digests.ofAttributes(attributes),
                "MD5OfMessageSystemAttributes",
                Digests.ofAttributes(systemAttributes),
                "SequenceNumber",
                fifo ? SystemAttributes.sequenceNumber(sent.sequenceNumber()) : null);
    }
}
