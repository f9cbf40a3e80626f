package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.leasemq.engine.model.Attribute;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.mapping.AttributeNames;

/** What is kept with a queue about its subscriptions, and with a message about its topic. */
public final class TopicLabels {
    /** The subject of a message that was published here. */
    public static final String SUBJECT = Attribute.SYSTEM_PREFIX + "Subject";

    /** Tells the id of a publication from that of its message in a queue, which is made from the same. */
    private static final long OTHER = 0x5A5A_5A5A_5A5AL;

    /** What a subscription from here says of its messages. */
    private static final String PLAIN = "raw";

    private static final String ENVELOPED = "envelope";

    /** Between one of these and a queue. */
    private static final char INSTEAD = ' ';

    private static final String SIGNATURE = "SignatureVersion";

    private static final String RAW = "Topic.raw.";
    private static final String FILTER = "Topic.filter.";
    private static final String WAITING = "Topic.waiting.";
    private static final String SCOPE = "Topic.scope.";
    private static final String REDRIVE = "Topic.redrive.";
    /** All that is kept about a subscription. */
    private static final List<String> KEPT = List.of(RAW, FILTER, SCOPE, REDRIVE);

    private static final String BODY = "MessageBody";
    /** What an id says of how it was made. */
    private static final long VERSION = 0xF000L;

    private static final long VARIANT = 0xC000_0000_0000_0000L;
    /** Characters that each subscription takes beside its policy and its names: whatever its flags are. */
    private static final int EACH = 100;

    private TopicLabels() {}

    /** Whether the queue gets what is published to the topic as it is, rather than in an envelope. */
    public static boolean isRaw(QueueAttributes queue, String topic) {
        return !"false".equals(Labels.attribute(queue, RAW + topic));
    }

    public static QueueAttributes withRaw(QueueAttributes queue, String topic, boolean raw) {
        return Labels.withAttribute(queue, RAW + topic, Boolean.toString(raw));
    }

    /** What messages that come by the subscription say of it: so they stay as they came, wherever they go. */
    public static String label(QueueAttributes holder, String end) {
        return isRaw(holder, end) ? PLAIN : ENVELOPED;
    }

    /** What messages say that come to the dead-letter queue of a subscription, instead of to its queue. */
    public static String labelInstead(QueueAttributes topic, String queue) {
        return label(topic, queue) + INSTEAD + queue;
    }

    /** The queue instead of which another gets what has that label; null if it is for that itself. */
    public static String insteadOf(String label) {
        int end = label == null ? -1 : label.indexOf(INSTEAD);
        return end < 0 ? null : label.substring(end + 1);
    }

    /** Whether a message of a topic comes in an envelope. What says nothing of it goes by the queue it is in. */
    public static boolean isEnveloped(Map<String, Attribute> attributes, QueueAttributes queue, String topic) {
        Attribute label = attributes.get(Attribute.SUBSCRIPTION);
        return label == null ? !isRaw(queue, topic) : label.asText().startsWith(ENVELOPED);
    }

    /** The filter policy as it was given; null if there is none. */
    public static String filterPolicy(QueueAttributes queue, String topic) {
        return Labels.attribute(queue, FILTER + topic);
    }

    public static QueueAttributes withFilterPolicy(QueueAttributes queue, String topic, String policy) {
        return Labels.withAttribute(queue, FILTER + topic, policy);
    }

    /** Whether the filter policy is about the bodies of messages, rather than their attributes. */
    public static boolean isOnBody(QueueAttributes queue, String topic) {
        return BODY.equals(Labels.attribute(queue, SCOPE + topic));
    }

    public static QueueAttributes withOnBody(QueueAttributes queue, String topic, boolean onBody) {
        return Labels.withAttribute(queue, SCOPE + topic, onBody ? BODY : null);
    }

    /** The redrive policy of a subscription as it was given; null if there is none. */
    public static String redrivePolicy(QueueAttributes holder, String end) {
        return Labels.attribute(holder, REDRIVE + end);
    }

    public static QueueAttributes withRedrivePolicy(QueueAttributes holder, String end, String policy) {
        return Labels.withAttribute(holder, REDRIVE + end, policy);
    }

    /** Whether a subscription of a queue is kept with its topic. */
    public static boolean isWaiting(QueueAttributes topic, String queue) {
        return Labels.attribute(topic, WAITING + queue) != null;
    }

    /**
     * Whether what is kept with a topic about the subscription of a queue waits for that, rather than for its end.
     *
     * @param present the queue; null if it is not there
     */
    public static boolean isWaiting(QueueAttributes topic, String queue, QueueInfo present) {
        String kept = Labels.attribute(topic, WAITING + queue);
        return kept != null && (present == null || !kept.equals(Integer.toString(present.number())));
    }

    /** The queues whose subscriptions are kept with a topic. */
    public static List<String> waiting(QueueAttributes topic) {
        return topic.labels().keySet().stream()
                .map(Labels::attributeName)
                .filter(name -> name != null && name.startsWith(WAITING))
                .map(name -> name.substring(WAITING.length()))
                .toList();
    }

    /** How many characters are kept with a topic, about, for the subscription of a queue that is not there. */
    public static long waitingLength(QueueAttributes topic, String queue) {
        return isWaiting(topic, queue)
                ? EACH + 4L * queue.length() + length(filterPolicy(topic, queue)) + length(redrivePolicy(topic, queue))
                : 0;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    public static QueueAttributes withWaiting(QueueAttributes topic, String queue) {
        return Labels.withAttribute(topic, WAITING + queue, "true");
    }

    /** With the subscription of a queue that is there, as it is: that counts from when the queue is gone. */
    public static QueueAttributes withLeaving(QueueAttributes topic, String name, QueueInfo queue) {
        QueueAttributes kept = Labels.withAttribute(topic, WAITING + queue.name(), Integer.toString(queue.number()));
        return copy(queue.attributes(), name, kept, queue.name());
    }

    public static QueueAttributes withoutWaiting(QueueAttributes topic, String queue) {
        return without(Labels.withAttribute(topic, WAITING + queue, null), queue);
    }

    /** What is kept about a subscription at one of its ends, kept at the other. */
    public static QueueAttributes copy(QueueAttributes from, String end, QueueAttributes to, String otherEnd) {
        QueueAttributes result = to;
        for (String kept : KEPT) {
            result = Labels.withAttribute(result, kept + otherEnd, Labels.attribute(from, kept + end));
        }
        return result;
    }

    public static QueueAttributes without(QueueAttributes queue, String topic) {
        QueueAttributes rest = queue;
        for (String kept : KEPT) {
            rest = Labels.withAttribute(rest, kept + topic, null);
        }
        return rest;
    }

    /** The id under which a message was published, which is not that of the message in a queue. */
    public static UUID publicationId(UUID messageId) {
        return new UUID(messageId.getMostSignificantBits(), messageId.getLeastSignificantBits() ^ OTHER);
    }

    /** The id under which a message of a topic is in a queue that gets it. */
    public static UUID idIn(String queue, UUID messageId) {
        UUID mark = UUID.nameUUIDFromBytes(queue.getBytes(UTF_8));
        return new UUID(
                messageId.getMostSignificantBits() ^ mark.getMostSignificantBits() & ~VERSION,
                messageId.getLeastSignificantBits() ^ mark.getLeastSignificantBits() & ~VARIANT);
    }

    /** The id of a subscription: the same whenever the queue subscribes to the topic. */
    public static String subscriptionId(String topic, String queue) {
        return UUID.nameUUIDFromBytes((topic + "\n" + queue).getBytes(UTF_8)).toString();
    }

    /** How a topic signs: {@code 1} unless it says otherwise. */
    public static String signatureVersion(QueueAttributes topic) {
        String version = Labels.attribute(topic, SIGNATURE);
        return version == null ? "1" : version;
    }

    /** The topic of a message; null if it was sent to a queue. */
    public static String topicOf(Map<String, Attribute> attributes) {
        Attribute topic = attributes.get(AttributeNames.TOPIC);
        return topic == null ? null : topic.asText();
    }
}
