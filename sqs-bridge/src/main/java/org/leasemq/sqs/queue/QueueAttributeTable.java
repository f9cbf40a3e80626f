package org.leasemq.sqs.queue;

import static org.leasemq.sqs.queue.QueueAttribute.flag;
import static org.leasemq.sqs.queue.QueueAttribute.invalid;
import static org.leasemq.sqs.queue.QueueAttribute.kept;
import static org.leasemq.sqs.queue.QueueAttribute.number;
import static org.leasemq.sqs.queue.QueueAttribute.parse;
import static org.leasemq.sqs.queue.QueueAttribute.seconds;
import static org.leasemq.sqs.queue.QueueAttribute.told;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** The attributes of queues: the only place that knows their names. */
public final class QueueAttributeTable {
    private static final String REDRIVE = "RedrivePolicy";
    private static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
    private static final String FIFO = "FifoQueue";
    private static final String SCOPE = "DeduplicationScope";
    private static final String THROUGHPUT = "FifoThroughputLimit";
    private static final String KEY = "KmsMasterKeyId";
    private static final int LONGEST_KEY = 2_048;
    private static final String KEY_PERIOD = "KmsDataKeyReusePeriodSeconds";
    private static final String SQS_KEY = "SqsManagedSseEnabled";
    private static final String ALL = "All";
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    /** What queues are that clients create without attributes. */
    private static final QueueAttributes CREATED = QueueAttributes.standardQueue()
            .withRetention(Duration.ofDays(4))
            .withMaximumMessageSize(Limits.LARGEST_MESSAGE);

    private static final Map<String, QueueAttribute> TABLE = List.of(
                    told("QueueArn", view -> view.homes().arn(view.info())),
                    count("ApproximateNumberOfMessages", QueueStatistics::available),
                    count("ApproximateNumberOfMessagesNotVisible", QueueStatistics::inFlight),
                    count("ApproximateNumberOfMessagesDelayed", QueueStatistics::delayed),
                    told("CreatedTimestamp", view -> epochSeconds(view.info().createdAt())),
                    told(
                            "LastModifiedTimestamp",
                            view -> epochSeconds(view.info().modifiedAt())),
                    seconds(
                            "VisibilityTimeout",
                            0,
                            43_200,
                            QueueAttributes::visibilityTimeout,
                            QueueAttributes::withVisibilityTimeout),
                    number(
                            "MaximumMessageSize",
                            1_024,
                            Limits.LARGEST_MESSAGE,
                            attributes -> Math.min(attributes.maximumMessageSize(), Limits.LARGEST_MESSAGE),
                            (attributes, value) -> attributes.withMaximumMessageSize(value.intValue())),
                    seconds(
                            "MessageRetentionPeriod",
                            60,
                            1_209_600,
                            QueueAttributeTable::retention,
                            QueueAttributes::withRetention),
                    seconds("DelaySeconds", 0, 900, QueueAttributes::delay, QueueAttributes::withDelay),
                    seconds(
                            "ReceiveMessageWaitTimeSeconds",
                            0,
                            20,
                            QueueAttributes::receiveWait,
                            QueueAttributes::withReceiveWait),
                    kept("Policy", false, null, Function.identity()),
                    new QueueAttribute(
                            REDRIVE,
                            false,
                            view -> view.attributes().redrive() == null
                                    ? null
                                    : RedriveText.write(view.attributes().redrive(), view),
                            (attributes, value, queues) ->
                                    attributes.withRedrive(value.isEmpty() ? null : RedriveText.parse(value, queues))),
                    new QueueAttribute(
                            REDRIVE_ALLOW,
                            false,
                            QueueAttributeTable::redriveAllow,
                            QueueAttributeTable::withRedriveAllow),
                    new QueueAttribute(
                            SQS_KEY,
                            false,
                            QueueAttributeTable::sqsKey,
                            (attributes, value, queues) ->
                                    Labels.withAttribute(attributes, SQS_KEY, "" + flag(SQS_KEY, value))),
                    kept(KEY, false, null, QueueAttributeTable::key),
                    keyPeriod(),
                    new QueueAttribute(
                            FIFO, true, view -> "true", (attributes, value, queues) -> sameKind(attributes, value)),
                    new QueueAttribute(
                            "ContentBasedDeduplication",
                            true,
                            view -> "" + view.attributes().contentBasedDeduplication(),
                            (attributes, value, queues) ->
                                    attributes.withContentBasedDeduplication(flag("ContentBasedDeduplication", value))),
                    new QueueAttribute(
                            SCOPE,
                            true,
                            view -> view.attributes().deduplicationScope() == DeduplicationScope.QUEUE
                                    ? "queue"
                                    : "messageGroup",
                            (attributes, value, queues) -> attributes.withDeduplicationScope(scope(value))),
                    kept(THROUGHPUT, true, "perQueue", QueueAttributeTable::throughput))
            .stream()
            .collect(Collectors.toMap(
                    QueueAttribute::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));

    private QueueAttributeTable() {}

    /** A new queue's attributes before those that its creator gives. */
    public static QueueAttributes initial(boolean fifo) {
        return CREATED.withFifo(fifo);
    }

    /**
     * Sets attributes by name.
     *
     * @param queues what the engine calls the queue of an ARN; null for what is none
     * @throws ApiException if there is no such attribute, or its value cannot be
     */
    public static QueueAttributes apply(
            QueueAttributes attributes, Map<String, String> values, UnaryOperator<String> queues) {
        QueueAttributes result = attributes;
        for (Map.Entry<String, String> value : values.entrySet()) {
            QueueAttribute attribute = TABLE.get(value.getKey());
            if (attribute == null || attribute.write() == null) {
                throw unknown(value.getKey());
            }
            if (attribute.fifoOnly() && !attributes.fifo()) {
                throw onlyFifo(value.getKey());
            }
            result = attribute.write().apply(result, value.getValue(), queues);
        }
        if (result.fifo()) {
            requireFittingThroughput(result);
        }
        if (values.containsKey(KEY) && !values.get(KEY).isEmpty()) {
            if ("true".equals(values.get(SQS_KEY))) {
                throw new ApiException(
                        ErrorCode.INVALID_ATTRIBUTE_NAME,
                        "You can use one type of server-side encryption (SSE) at one time. "
                                + "You can either enable KMS SSE or SQS SSE.");
            }
            result = Labels.withAttribute(result, SQS_KEY, "false");
        } else if ("true".equals(values.get(SQS_KEY))) {
            result = Labels.withAttribute(result, KEY, null);
        }
        return result;
    }

    /** The dead-letter queue among attributes; null if they name none that makes sense. */
    public static String deadLetterQueue(Map<String, String> values, UnaryOperator<String> queues) {
        String policy = values.get(REDRIVE);
        try {
            return policy == null || policy.isEmpty()
                    ? null
                    : RedriveText.parse(policy, queues).deadLetterQueue();
        } catch (ApiException e) {
            return null;
        }
    }

    private static ApiException onlyFifo(String name) {
        return name.equals(SCOPE) || name.equals(THROUGHPUT)
                ? new ApiException(
                        ErrorCode.INVALID_ATTRIBUTE_NAME,
                        "You can specify the " + name + " only when FifoQueue is set to true.")
                : unknown(name);
    }

    /** The name of an attribute that has another value than is wanted; null if there is none. */
    public static String difference(QueueReading queue, Map<String, String> wanted) {
        QueueReading other = changed(queue, wanted);
        return wanted.keySet().stream()
                .filter(name -> differ(name, queue, other))
                .findFirst()
                .orElse(null);
    }

    /** A phrase for each attribute that has another value than is wanted, by name. */
    public static List<String> differences(QueueReading queue, Map<String, String> wanted) {
        QueueReading other = changed(queue, wanted);
        return wanted.keySet().stream()
                .sorted()
                .filter(name -> differ(name, queue, other))
                .map(name -> name + " is " + read(name, queue) + " instead of " + read(name, other))
                .toList();
    }

    private static boolean differ(String name, QueueReading one, QueueReading other) {
        return name.equals(REDRIVE_ALLOW) // which is not shown before somebody sets it
                ? !one.attributes().redriveAllow().equals(other.attributes().redriveAllow())
                : !Objects.equals(read(name, one), read(name, other));
    }

    private static QueueReading changed(QueueReading queue, Map<String, String> wanted) {
        QueueAttributes changed = apply(queue.attributes(), wanted, queue.homes()::queueOf);
        return new QueueReading(
                new QueueInfo(queue.info().name(), queue.info().number(), 0, 0, 0, changed),
                queue.statistics(),
                queue.homes());
    }

    private static String read(String name, QueueReading queue) {
        return TABLE.get(name).read().apply(queue);
    }

    /**
     * Reads attributes by name.
     *
     * @param names which; All for all
     * @throws ApiException if there is no such attribute
     */
    public static Map<String, Object> read(QueueReading queue, List<String> names) {
        boolean all = names.contains(ALL);
        for (String name : names) {
            if (!name.equals(ALL) && !TABLE.containsKey(name)) {
                throw unknown(name);
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        TABLE.forEach((name, attribute) -> {
            boolean wanted = all || names.contains(name);
            if (wanted && (queue.attributes().fifo() || !attribute.fifoOnly())) {
                String value = attribute.read().apply(queue);
                if (value != null) {
                    values.put(name, value);
                }
            }
        });
        return values;
    }

    /** Null as long as nobody has set it. */
    private static String redriveAllow(QueueReading view) {
        RedriveAllowPolicy policy = view.attributes().redriveAllow();
        boolean unset = policy instanceof RedriveAllowPolicy.AllowAll
                && Labels.attribute(view.attributes(), REDRIVE_ALLOW) == null;
        return unset ? null : RedriveText.write(policy, view);
    }

    private static QueueAttributes withRedriveAllow(
            QueueAttributes attributes, String value, UnaryOperator<String> queues) {
        QueueAttributes marked = Labels.withAttribute(attributes, REDRIVE_ALLOW, value.isEmpty() ? null : "set");
        return marked.withRedriveAllow(
                value.isEmpty() ? new RedriveAllowPolicy.AllowAll() : RedriveText.parseAllow(value, queues));
    }

    /** How long keys are used again, which matters only where there is a key. */
    private static QueueAttribute keyPeriod() {
        QueueAttribute kept = kept(KEY_PERIOD, false, null, value -> "" + parse(KEY_PERIOD, value, 60, 86_400));
        return new QueueAttribute(
                KEY_PERIOD,
                false,
                view -> Labels.attribute(view.attributes(), KEY) == null
                        ? null
                        : kept.read().apply(view),
                kept.write());
    }

    private static ApiException unknown(String name) {
        return new ApiException(ErrorCode.INVALID_ATTRIBUTE_NAME, "Unknown Attribute " + name + ".");
    }

    private static QueueAttribute count(String name, ToLongFunction<QueueStatistics> count) {
        return told(name, view -> "" + count.applyAsLong(view.statistics().get()));
    }

    private static String epochSeconds(long millis) {
        return "" + millis / 1000;
    }

    /** A queue that keeps its messages for ever shows the longest time the API knows. */
    private static Duration retention(QueueAttributes attributes) {
        Duration retention = attributes.retention();
        return retention == null || retention.compareTo(LONGEST_RETENTION) > 0 ? LONGEST_RETENTION : retention;
    }

    private static String sqsKey(QueueReading view) {
        String value = Labels.attribute(view.attributes(), SQS_KEY);
        return value == null ? "true" : value;
    }

    private static QueueAttributes sameKind(QueueAttributes attributes, String value) {
        if (!flag(FIFO, value)) {
            throw new ApiException(
                    ErrorCode.INVALID_ATTRIBUTE_VALUE,
                    "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
        }
        return attributes;
    }

    private static DeduplicationScope scope(String value) {
        return switch (value) {
            case "queue" -> DeduplicationScope.QUEUE;
            case "messageGroup" -> DeduplicationScope.MESSAGE_GROUP;
            default -> throw invalid(SCOPE);
        };
    }

    private static String key(String value) {
        if (value.length() > LONGEST_KEY) {
            throw invalid(KEY);
        }
        return value;
    }

    private static String throughput(String value) {
        if (!value.equals("perQueue") && !value.equals("perMessageGroupId")) {
            throw invalid(THROUGHPUT);
        }
        return value;
    }

    private static void requireFittingThroughput(QueueAttributes attributes) {
        boolean perGroup = "perMessageGroupId".equals(Labels.attribute(attributes, THROUGHPUT));
        if (perGroup && attributes.deduplicationScope() == DeduplicationScope.QUEUE) {
            throw new ApiException(
                    ErrorCode.INVALID_ATTRIBUTE_VALUE,
                    "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
                            + " messageGroup.");
        }
    }
}
