package org.leasemq.sqs.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.queue.BodyRules;
import org.leasemq.sqs.queue.Digests;
import org.leasemq.sqs.queue.Envelope;
import org.leasemq.sqs.queue.MessageAttributes;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.ReceiptHandle;
import org.leasemq.sqs.queue.TopicLabels;
import org.leasemq.sqs.signing.HandleKey;
import org.leasemq.sqs.signing.Signer;
import org.leasemq.sqs.wire.Shape;

/** What a receiver asked to be told about messages, and how it is told. */
public final class Received {
    /** What a message looks like in an answer. */
    public static final Shape.Structure SHAPE = Shape.texts(
                    "MessageId", "ReceiptHandle", "MD5OfBody", "Body", "MD5OfMessageAttributes")
            .with("Attributes", Shape.map("Attribute", Shape.TEXT))
            .with("MessageAttributes", Shape.map("MessageAttribute", MessageAttributes.SHAPE));

    private static final String ALL = "All";
    private static final String ANYTHING = ".*";

    private final Call call;
    private final QueueInfo queue;
    private final List<String> system;
    private final List<String> attributes;

    /** @throws org.leasemq.sqs.wire.ApiException if the request asks for what there is not */
    public Received(Call call, QueueInfo queue) {
        this.call = call;
        this.queue = queue;
        this.system = new ArrayList<>(call.in().texts("AttributeNames"));
        system.addAll(call.in().texts("MessageSystemAttributeNames"));
        SystemAttributes.requireKnown("AttributeName", system);
        this.attributes = call.in().texts("MessageAttributeNames");
    }

    /** @param receivedAt when the leases began, in milliseconds since the epoch */
    public Map<String, Object> answer(List<Delivery> deliveries, long receivedAt) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        HandleKey key = call.bridge().handleKeys().ensure();
        List<Map<String, Object>> messages = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            try {
                String handle = new ReceiptHandle(delivery.receipt(), receivedAt).encode(key);
                messages.add(describe(delivery, handle));
            } catch (EngineException.LeaseEnded e) {
                continue; // deleted or purged while the answer was being made
            }
        }
        return Shape.values("Messages", Shape.orNull(messages));
    }

    private Map<String, Object> describe(Delivery delivery, String handle) {
        Message message = delivery.message();
        String topic = envelopedTopic(message);
        byte[] text = BodyRules.text(message.body());
        byte[] body = topic == null ? text : enveloped(delivery, message, topic, text);
        Map<String, Attribute> wanted = topic == null ? wanted(message) : Map.of();
        UUID id = Addressee.id(delivery.id(), message, delivery.deadLetterSource(), queue.name());
        return Shape.values(
                "MessageId",
                id.toString(),
                "ReceiptHandle",
                handle,
                "MD5OfBody",
                Digests.ofBody(body),
                "Body",
                new String(body, UTF_8),
                "Attributes",
                SystemAttributes.describe(
                        delivery,
                        message,
                        system,
                        queue.attributes().fifo() ? id : null,
                        source -> call.homes().queueArn(source, queue)),
                "MD5OfMessageAttributes",
                Digests.ofAttributes(wanted),
                "MessageAttributes",
                described(wanted));
    }

    /** What was published to a topic comes in an envelope, unless the subscription wanted it raw: then null. */
    private String envelopedTopic(Message message) {
        String topic = TopicLabels.topicOf(message.attributes());
        boolean enveloped = topic != null && TopicLabels.isEnveloped(message.attributes(), queue.attributes(), topic);
        return enveloped ? topic : null;
    }

    private byte[] enveloped(Delivery delivery, Message message, String topic, byte[] text) {
        String arn = call.homes().topicArn(topic);
        String subscription = arn + ":"
                + TopicLabels.subscriptionId(topic, Addressee.of(message, delivery.deadLetterSource(), queue.name()));
        String unsubscribe = call.base() + "/?Action=Unsubscribe&SubscriptionArn=" + subscription;
        boolean fifo = Names.isFifo(topic); // those are numbered, but not signed, as recorded from AWS
        String number = fifo ? SystemAttributes.sequenceNumber(numberInTopic(delivery, message)) : null;
        Envelope.Seal seal = fifo ? null : seal(topic);
        return Envelope.around(message, arn, new String(text, UTF_8), number, seal, unsubscribe)
                .getBytes(UTF_8);
    }

    /** What its publisher was told; what came by an XA transaction, or a build before this, has only its place in the queue. */
    private static long numberInTopic(Delivery delivery, Message message) {
        Attribute number = message.attributes().get(Attribute.TOPIC_NUMBER);
        try {
            return number == null ? delivery.sequenceNumber() : Math.max(0, Long.parseLong(number.asText()));
        } catch (NumberFormatException e) { // imported from who knows where
            return delivery.sequenceNumber();
        }
    }

    /** Null as long as nothing has been published or subscribed to from here. */
    private Envelope.Seal seal(String topic) {
        Signer signer = call.bridge().signers().current();
        if (signer == null) {
            return null;
        }
        String version = TopicLabels.signatureVersion(call.engine()
                .findQueue(QueuePrefix.TOPIC + topic)
                .await()
                .map(QueueInfo::attributes)
                .orElse(QueueAttributes.standardQueue()));
        return new Envelope.Seal(version, signed -> signer.sign(version, signed), call.base() + signer.path());
    }

    private Map<String, Attribute> wanted(Message message) {
        if (attributes.isEmpty() || message.attributes().isEmpty()) {
            return Map.of();
        }
        Map<String, Attribute> wanted = new TreeMap<>();
        message.attributes().forEach((name, attribute) -> {
            if (!name.startsWith(Attribute.SYSTEM_PREFIX) && attributes.stream().anyMatch(asked -> fits(asked, name))) {
                wanted.put(name, attribute);
            }
        });
        return wanted;
    }

    private static boolean fits(String asked, String name) {
        return asked.equals(ALL)
                || asked.equals("*")
                || asked.equals(ANYTHING)
                || asked.equals(name)
                || asked.endsWith(ANYTHING) && name.startsWith(asked.substring(0, asked.length() - ANYTHING.length()));
    }

    private static Map<String, Object> described(Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        Map<String, Object> described = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> described.put(name, MessageAttributes.describe(attribute)));
        return described;
    }
}
