package org.leasemq.engine.local.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.store.Change;

/**
 * Queue definitions as text for the store: one {@code name=value} a line, durations in milliseconds, everything that others
 * have chosen escaped, so that it cannot be taken for something else.
 */
public final class Definitions {
    private static final String CREATED = "created-at";
    private static final String MODIFIED = "modified-at";
    private static final String VERSION = "version";
    private static final String VISIBILITY = "visibility-timeout";
    private static final String DELAY = "delay";
    private static final String RETENTION = "retention";
    private static final String WAIT = "receive-wait";
    private static final String SIZE = "maximum-message-size";
    private static final String DEAD_LETTERS = "dead-letter-queue";
    private static final String MAX_RECEIVES = "max-receive-count";
    private static final String ALLOW = "redrive-allow";
    private static final String FIFO = "fifo";
    private static final String CONTENT = "content-based-deduplication";
    private static final String SCOPE = "deduplication-scope";
    private static final String TOPIC = "deduplicated-topic";
    private static final String SUBSCRIPTION = "subscription-";
    private static final String LABEL = "label:";
    private static final String BY_QUEUE = "by-queue";
    /** Says that names are escaped, which they were not once. */
    private static final String ESCAPED = "names";

    private Definitions() {}

    public static String encode(QueueAttributes attributes, long createdAt, long modifiedAt, long version) {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put(ESCAPED, "escaped");
        lines.put(CREATED, createdAt);
        lines.put(MODIFIED, modifiedAt);
        lines.put(VERSION, version);
        lines.put(VISIBILITY, attributes.visibilityTimeout().toMillis());
        lines.put(DELAY, attributes.delay().toMillis());
        if (attributes.retention() != null) {
            lines.put(RETENTION, attributes.retention().toMillis());
        }
        lines.put(WAIT, attributes.receiveWait().toMillis());
        lines.put(SIZE, attributes.maximumMessageSize());
        if (attributes.redrive() != null) {
            lines.put(DEAD_LETTERS, EscapedText.of(attributes.redrive().deadLetterQueue()));
            lines.put(MAX_RECEIVES, attributes.redrive().maxReceiveCount());
        }
        lines.put(ALLOW, encode(attributes.redriveAllow()));
        lines.put(FIFO, attributes.fifo());
        lines.put(CONTENT, attributes.contentBasedDeduplication());
        lines.put(SCOPE, attributes.deduplicationScope());
        if (attributes.deduplicatedTopic() != null) {
            lines.put(TOPIC, EscapedText.of(attributes.deduplicatedTopic()));
        }
        int number = 0;
        for (Subscription subscription : attributes.subscriptions()) {
            lines.put(SUBSCRIPTION + number++, Subscriptions.encode(subscription));
        }
        attributes.labels().forEach((key, value) -> lines.put(LABEL + EscapedText.of(key), EscapedText.of(value)));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * A definition as it was read.
     *
     * @param info the queue; what could not be read of it is as in a new queue
     * @param faults what could not be read; null if everything could
     */
    public record Read(QueueInfo info, String faults) {}

    /** @param filters refuses filters that make no sense */
    public static Read decode(Change.PutQueue put, Consumer<Filter> filters) {
        DefinitionLines lines = new DefinitionLines(put.definition());
        boolean escaped = lines.has(ESCAPED);
        boolean fifo = put.name().endsWith(QueueRules.FIFO_SUFFIX);
        QueueAttributes usual = fifo ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        QueueAttributes attributes = new QueueAttributes(
                lines.read(VISIBILITY, usual.visibilityTimeout(), Definitions::millis),
                lines.read(DELAY, usual.delay(), Definitions::millis),
                lines.has(RETENTION) ? lines.read(RETENTION, null, Definitions::millis) : null,
                lines.read(WAIT, usual.receiveWait(), Definitions::millis),
                lines.read(SIZE, usual.maximumMessageSize(), Integer::valueOf),
                redrive(lines, escaped),
                lines.read(ALLOW, usual.redriveAllow(), text -> decodeAllow(text, escaped)),
                lines.read(FIFO, fifo, text -> flag(text, fifo)),
                lines.read(CONTENT, false, Definitions::flag),
                lines.read(SCOPE, usual.deduplicationScope(), DeduplicationScope::valueOf),
                lines.has(TOPIC) ? lines.read(TOPIC, null, EscapedText::read) : null,
                true,
                lines.readAll(SUBSCRIPTION, line -> subscription(line.getValue(), filters)),
                labels(lines));
        QueueInfo info = new QueueInfo(
                put.name(),
                put.queue(),
                lines.read(CREATED, 0L, Long::valueOf),
                lines.read(MODIFIED, 0L, Long::valueOf),
                lines.has(VERSION) ? lines.read(VERSION, 0L, Long::valueOf) : 0,
                attributes);
        return new Read(info, lines.faults());
    }

    private static RedrivePolicy redrive(DefinitionLines lines, boolean escaped) {
        if (!lines.has(DEAD_LETTERS)) {
            return null;
        }
        String queue = lines.read(DEAD_LETTERS, null, text -> name(text, escaped));
        Integer count = lines.read(MAX_RECEIVES, null, Integer::valueOf);
        return queue == null || count == null ? null : new RedrivePolicy(queue, count);
    }

    private static Subscription subscription(String line, Consumer<Filter> filters) {
        Subscription subscription = Subscriptions.decode(line);
        if (subscription.filter() != null) {
            filters.accept(subscription.filter());
        }
        return subscription;
    }

    private static Map<String, String> labels(DefinitionLines lines) {
        return lines
                .readAll(
                        LABEL,
                        line -> Map.entry(
                                EscapedText.read(line.getKey().substring(LABEL.length())),
                                EscapedText.read(line.getValue())))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /** Names were written as they are once. */
    private static String name(String text, boolean escaped) {
        return escaped ? EscapedText.read(text) : text;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    private static boolean flag(String text, boolean wanted) {
        if (flag(text) != wanted) {
            throw new IllegalArgumentException("the name says otherwise");
        }
        return wanted;
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static String encode(RedriveAllowPolicy policy) {
        if (policy instanceof RedriveAllowPolicy.ByQueue byQueue) {
            return byQueue.sources().stream()
                    .map(source -> "\t" + EscapedText.of(source))
                    .collect(Collectors.joining("", BY_QUEUE, ""));
        }
        return policy instanceof RedriveAllowPolicy.DenyAll ? "deny-all" : "allow-all";
    }

    private static RedriveAllowPolicy decodeAllow(String text, boolean escaped) {
        String[] parts = text.split("\t");
        return switch (parts[0]) {
            case "deny-all" -> new RedriveAllowPolicy.DenyAll();
            case "allow-all" -> new RedriveAllowPolicy.AllowAll();
            case BY_QUEUE ->
                new RedriveAllowPolicy.ByQueue(Stream.of(parts)
                        .skip(1)
                        .map(part -> name(part, escaped))
                        .toList());
            default -> throw new IllegalArgumentException("no such policy");
        };
    }
}
