package org.leasemq.sqs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.Attribute;
import org.leasemq.engine.Body;
import org.leasemq.engine.NewMessage;
import org.leasemq.mapping.AttributeNames;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Input;
import org.leasemq.sqs.wire.Shape;

/** One message on its way to a topic: what {@link Publish} and an entry of {@link PublishBatch} have in common. */
final class Publishing {
    /** What a message looks like in a request. */
    static final Shape.Structure MESSAGE = Shape.texts(
                    "Message", "Subject", "MessageStructure", "MessageDeduplicationId", "MessageGroupId")
            .with("MessageAttributes", new Shape.MapOf("entry", "Name", "Value", false, MessageAttributes.SHAPE));

    private static final int LONGEST_SUBJECT = 100;

    private Publishing() {}

    /** As AWS has it: it would be a line of a mail. */
    private static void requireSubject(String subject) {
        boolean fits = !subject.isEmpty()
                && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                && subject.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: Subject");
        }
    }

    static NewMessage message(Call call, String topic, Input in) {
        String text = in.text("Message");
        if (text == null || text.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Invalid parameter: Empty message");
        }
        if (in.text("MessageStructure") != null) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: MessageStructure: only plain messages are published here");
        }
        Limits limits = call.limits();
        byte[] body = BodyRules.utf8(text);
        Map<String, Attribute> attributes =
                new HashMap<>(MessageAttributes.parse(in.structureMap("MessageAttributes"), limits));
        BodyRules.requireSize(body.length + BodyRules.size(attributes), limits.messageBytes(), limits);
        attributes.put(AttributeNames.TOPIC, Attribute.string(topic));
        String subject = in.text("Subject");
        if (subject != null) {
            requireSubject(subject);
            attributes.put(TopicLabels.SUBJECT, new Attribute("String", subject.getBytes(UTF_8)));
        }
        String group = in.text("MessageGroupId");
        Names.requireId("MessageGroupId", group);
        Names.requireId("MessageDeduplicationId", in.text("MessageDeduplicationId"));
        if (Names.isFifo(topic) && group == null) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
        }
        return NewMessage.of(new Body(body, true))
                .withAttributes(attributes)
                .ofTenant(group)
                .withDeduplicationId(in.text("MessageDeduplicationId"));
    }
}
