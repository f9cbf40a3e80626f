package org.leasemq.sqs.topic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.sqs.queue.Labels;

/** The attributes of topics that can be set: what each may be, and how they are kept with the topic. */
public final class TopicAttributes {
    /** Whether a topic is a FIFO topic, which is chosen when it is created. */
    public static final String FIFO = "FifoTopic";
    /** Who may do what with a topic. */
    public static final String POLICY = "Policy";

    static final String DISPLAY_NAME = "DisplayName";
    static final String CONTENT = "ContentBasedDeduplication";
    static final String SIGNATURE = "SignatureVersion";
    private static final String SCOPE = "FifoThroughputScope";
    private static final String OF_GROUPS = "MessageGroup";
    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final Set<String> FLAGS = Set.of(TRUE, FALSE);

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST = 4096;
    /** Reports of deliveries to endpoints that are not here: kept, and told again. */
    private static final Pattern FEEDBACK = Pattern.compile("(HTTP|Firehose|Lambda|Application|SQS)"
            + "(SuccessFeedbackRoleArn|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");

    private static final Pattern PERCENTAGE = Pattern.compile("[0-9]{1,2}|100");

    private static final Map<String, Consumer<String>> OF_ALL = new LinkedHashMap<>();
    private static final Map<String, Consumer<String>> OF_FIFO = Map.of(
            CONTENT,
            value -> requireOneOf(CONTENT, value.toLowerCase(Locale.ROOT), FLAGS),
            SCOPE,
            value -> requireOneOf(SCOPE, value, Set.of("Topic", OF_GROUPS)));

    static {
        OF_ALL.put(DISPLAY_NAME, value -> requireLength(DISPLAY_NAME, value, LONGEST_NAME));
        OF_ALL.put(POLICY, TopicPolicy::require);
        OF_ALL.put(SIGNATURE, value -> requireOneOf(SIGNATURE, value, Set.of("1", "2")));
        OF_ALL.put("TracingConfig", value -> requireOneOf("TracingConfig", value, Set.of("PassThrough", "Active")));
        OF_ALL.put(DeliveryPolicy.NAME, DeliveryPolicy::require);
        OF_ALL.put("KmsMasterKeyId", value -> requireLength("KmsMasterKeyId", value, LONGEST));
    }

    private TopicAttributes() {}

    /** @throws org.leasemq.sqs.wire.ApiException if there is no such attribute to set, or it cannot be that */
    public static void require(String name, String value, boolean fifo) {
        Consumer<String> check = OF_ALL.get(name);
        if (check == null && fifo) {
            check = OF_FIFO.get(name);
        }
        if (check == null && FEEDBACK.matcher(name).matches()) {
            check = text -> requireFeedback(name, text);
        }
        if (check == null) {
            throw TopicErrors.invalid("AttributeName");
        }
        check.accept(value);
    }

    /** What is kept of a topic, with an attribute that {@linkplain #require is possible}. */
    public static QueueAttributes with(QueueAttributes topic, String name, String value) {
        return Labels.withAttribute(topic, name, kept(name, value));
    }

    /** How a value is kept; an empty one is as if it were absent. */
    public static String kept(String name, String value) {
        return name.equals(CONTENT) ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** Has the engine deduplicate a FIFO topic as its attributes say. */
    static QueueAttributes deduplicating(String name, QueueAttributes topic) {
        if (!topic.fifo()) {
            return topic;
        }
        boolean inGroups = OF_GROUPS.equals(value(topic, SCOPE, true));
        return topic.withDeduplicatedTopic(name)
                .withContentBasedDeduplication(TopicDeduplication.isByContent(topic))
                .withDeduplicationScope(inGroups ? DeduplicationScope.MESSAGE_GROUP : DeduplicationScope.QUEUE);
    }

    /** What is so; null if it has not been set and has no default. */
    public static String value(QueueAttributes topic, String name, boolean fifo) {
        String set = Labels.attribute(topic, name);
        if (set != null) {
            return set;
        }
        return switch (name) {
            case DISPLAY_NAME -> "";
            case CONTENT -> fifo ? FALSE : null;
            default -> null;
        };
    }

    /** All that have been set or have a default, by name. */
    public static Map<String, Object> all(QueueAttributes topic, boolean fifo) {
        Map<String, Object> values = new LinkedHashMap<>();
        topic.labels().keySet().stream()
                .map(Labels::attributeName)
                .filter(name -> name != null
                        && (OF_ALL.containsKey(name)
                                || OF_FIFO.containsKey(name)
                                || FEEDBACK.matcher(name).matches()))
                .forEach(name -> values.put(name, Labels.attribute(topic, name)));
        values.putIfAbsent(DISPLAY_NAME, "");
        if (fifo) {
            values.putIfAbsent(CONTENT, FALSE);
            values.put(FIFO, TRUE);
        }
        return values;
    }

    /** @throws org.leasemq.sqs.wire.ApiException if a topic cannot be of that kind */
    public static boolean isFifo(String value) {
        String lower = value == null ? FALSE : value.toLowerCase(Locale.ROOT);
        requireOneOf(FIFO, lower, FLAGS);
        return lower.equals(TRUE);
    }

    private static void requireFeedback(String name, String value) {
        requireLength(name, value, LONGEST);
        if (name.endsWith("SampleRate")
                && !value.isEmpty()
                && !PERCENTAGE.matcher(value).matches()) {
            throw TopicErrors.invalid(name);
        }
    }

    private static void requireOneOf(String name, String value, Set<String> possible) {
        if (!possible.contains(value)) {
            throw TopicErrors.invalid(name);
        }
    }

    private static void requireLength(String name, String value, int longest) {
        if (value.length() > longest) {
            throw TopicErrors.invalid(name);
        }
    }
}
