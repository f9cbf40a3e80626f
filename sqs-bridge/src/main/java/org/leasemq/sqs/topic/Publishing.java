package org.leasemq.sqs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.message.SystemAttributes;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** One message on its way to a topic: what {@code Publish} and an entry of {@code PublishBatch} have in common. */
public final class Publishing {
    /** What a message looks like in a request. */
    public static final Shape.Structure MESSAGE = Shape.texts(
                    "Message", "Subject", "MessageStructure", "MessageDeduplicationId", "MessageGroupId")
            .with("MessageAttributes", new Shape.MapOf("entry", "Name", "Value", false, MessageAttributes.SHAPE));

    private static final String DEDUPLICATION = "MessageDeduplicationId";
    private static final String GROUP = "MessageGroupId";
    private static final int LONGEST_SUBJECT = 100;
    /** Of the notification service; queues take more. */
    private static final int LARGEST = 256 << 10;

    private final Message message;
    private final long size;

    private Publishing(Message message, long size) {
        this.message = message;
        this.size = size;
    }

    /** As the engine gets it. */
    public Message message() {
        return message;
    }

    /** What counts against limits. */
    public long size() {
        return size;
    }

    /** How much one request may publish. */
    public static long largest(Limits limits) {
        return limits.strict() ? LARGEST : limits.messageBytes();
    }

    /** Where it goes. */
    public static Target target(Resource topic) {
        return Target.topic(topic.name());
    }

    /** Makes what signs envelopes and what remembers ids, if there is none yet; has queues get it that have come unnoticed. */
    public static void prepare(Call call, Resource topic) {
        call.bridge().signers().ensure();
        Topics.deduplicate(call, topic);
        WaitingSubscriptions.join(call, topic, Level.DEBUG);
    }

    /** What is answered for it. */
    public static Map<String, Object> result(Resource topic, Sent sent) {
        return Shape.values(
                "MessageId",
                TopicLabels.publicationId(sent.id()).toString(),
                "SequenceNumber",
                Names.isFifo(topic.name()) ? SystemAttributes.sequenceNumber(sent.sequenceNumber()) : null);
    }

    /**
     * The message of a request or an entry.
     *
     * @param place of the entry, before the names of its members in a refusal; empty for a request
     * @throws org.leasemq.sqs.wire.ApiException if it cannot be published
     */
    public static Publishing of(Call call, Resource topic, Input in, String place) {
        boolean fifo = Names.isFifo(topic.name());
        String text = in.text("Message");
        if (text == null || text.isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        String forQueues = MessageStructure.forQueues(text, in.text("MessageStructure"));
        requireIds(topic, fifo, in);
        Map<String, Attribute> attributes = new HashMap<>(PublishedAttributes.parse(in, place, call.limits()));
        long size = text.getBytes(UTF_8).length + BodyRules.size(attributes);
        byte[] body = BodyRules.utf8(forQueues);
        attributes.put(AttributeNames.TOPIC, Attribute.string(topic.name()));
        String subject = in.text("Subject");
        if (subject != null) {
            requireSubject(subject);
            attributes.put(TopicLabels.SUBJECT, new Attribute("String", subject.getBytes(UTF_8)));
        }
        Attribute trace = SystemAttributes.trace(call.requester());
        if (trace != null) {
            attributes.put(SystemAttributes.TRACE, trace);
        }
        return new Publishing(
                Message.of(new Body(body, true))
                        .withAttributes(attributes)
                        .ofTenant(in.text(GROUP))
                        .withDeduplicationId(fifo ? TopicDeduplication.id(topic.attributes(), in) : null),
                size);
    }

    private static void requireIds(Resource topic, boolean fifo, Input in) {
        String group = in.text(GROUP);
        String deduplication = in.text(DEDUPLICATION);
        if (fifo && group == null) {
            throw TopicErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (!fifo && deduplication != null) {
            throw TopicErrors.invalid(
                    DEDUPLICATION,
                    "The request includes MessageDeduplicationId parameter that is not valid for this topic type");
        }
        Names.requireId(GROUP, group);
        Names.requireId(DEDUPLICATION, deduplication);
        if (fifo && deduplication == null && !TopicDeduplication.isByContent(topic.attributes())) {
            throw TopicErrors.invalid("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    /** As AWS has it: it would be a line of a mail. */
    private static void requireSubject(String subject) {
        boolean fits = !subject.isEmpty()
                && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                && subject.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            throw TopicErrors.invalid("Subject");
        }
    }
}
