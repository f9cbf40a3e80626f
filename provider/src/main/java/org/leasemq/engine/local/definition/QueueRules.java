package org.leasemq.engine.local.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.leasemq.engine.model.EngineException.InvalidAttribute;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.model.RedriveAllowPolicy;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.Utf8;

/** What a queue's name and attributes may be. The faces may be stricter. */
public final class QueueRules {
    /** What the name of a FIFO queue ends in. */
    static final String FIFO_SUFFIX = ".fifo";

    private static final int LONGEST_NAME = 1000;
    private static final int SMALLEST_MAXIMUM = 1024;
    private static final int MOST_SOURCES = 10;
    private static final long LONGEST_DEFINITION = 4 << 20;
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

    private QueueRules() {}

    /** What does not depend on other queues. Called without the lock. */
    static void check(String name, QueueAttributes attributes) {
        checkName(name);
        if (attributes.fifo() != name.endsWith(FIFO_SUFFIX)) {
            throw new InvalidAttribute(
                    "Queue '" + name + "': the name of a FIFO queue ends in .fifo, and no other does.");
        }
        checkDuration(name, "visibility timeout", attributes.visibilityTimeout(), LONGEST_VISIBILITY);
        checkDuration(name, "delay", attributes.delay(), LONGEST_DELAY);
        checkDuration(name, "receive wait", attributes.receiveWait(), LONGEST_WAIT);
        if (attributes.retention() != null) {
            checkDuration(name, "retention", attributes.retention(), LONGEST_RETENTION);
            require(!attributes.retention().isZero(), name, "retention has to be longer than zero");
        }
        int size = attributes.maximumMessageSize();
        require(
                size >= SMALLEST_MAXIMUM && size <= QueueAttributes.LARGEST_MESSAGE,
                name,
                "maximum message size " + size + " is not between " + SMALLEST_MAXIMUM + " and "
                        + QueueAttributes.LARGEST_MESSAGE + " bytes");
        require(
                attributes.fifo()
                        || !attributes.contentBasedDeduplication()
                                && attributes.deduplicationScope() == DeduplicationScope.QUEUE
                                && attributes.deduplicatedTopic() == null,
                name,
                "deduplication is for FIFO queues only");
        checkRedriveAllow(name, attributes);
        checkSubscriptions(name, attributes);
        long length = length(attributes);
        require(
                length <= LONGEST_DEFINITION,
                name,
                "its subscriptions, filters, tags and other texts have " + length
                        + " characters together, which is more" + " than " + LONGEST_DEFINITION);
    }

    /** Characters of what others have written. */
    private static long length(QueueAttributes attributes) {
        long length = length(attributes.deduplicatedTopic());
        for (Map.Entry<String, String> label : attributes.labels().entrySet()) {
            length += (long) label.getKey().length() + label.getValue().length();
        }
        for (Subscription subscription : attributes.subscriptions()) {
            length += length(subscription.topic()) + length(subscription.exceptOrigin()) + length(subscription.label());
            length += subscription.filter() == null
                    ? 0
                    : length(subscription.filter().text());
        }
        return length;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    private static void checkSubscriptions(String name, QueueAttributes attributes) {
        Set<List<String>> known = new HashSet<>();
        for (Subscription subscription : attributes.subscriptions()) {
            String topic = subscription.topic();
            String label = subscription.label();
            require(
                    known.add(Arrays.asList(topic, label)),
                    name,
                    "it subscribes to topic '" + topic + "' more than once" + (label == null ? "" : " as " + label));
            require(
                    label == null || Utf8.isWhole(label),
                    name,
                    "the label of its subscription to topic '" + topic + "' has half of a surrogate pair");
        }
    }

    private static void checkName(String name) {
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME,
                name,
                "a name has 1 to " + LONGEST_NAME + " characters");
        require(isPossible(name), name, "a name has no control characters, and no half of a surrogate pair");
    }

    private static boolean isPossible(String name) {
        return name.chars().noneMatch(Character::isISOControl) && Utf8.isWhole(name);
    }

    private static void checkDuration(String name, String what, Duration value, Duration longest) {
        require(
                !value.isNegative() && value.compareTo(longest) <= 0,
                name,
                what + " " + value + " is not between 0 and " + longest);
    }

    private static void checkRedriveAllow(String name, QueueAttributes attributes) {
        if (attributes.redriveAllow() instanceof RedriveAllowPolicy.ByQueue byQueue) {
            require(byQueue.sources().size() <= MOST_SOURCES, name, "a redrive allow policy names up to 10 queues");
            require(
                    byQueue.sources().stream()
                            .allMatch(source -> isPossible(source) && source.length() <= LONGEST_NAME),
                    name,
                    "its redrive allow policy names what cannot be the name of a queue");
        }
    }

    public static void require(boolean condition, String queue, String complaint) {
        if (!condition) {
            throw new InvalidAttribute("Queue '" + queue + "': " + complaint + ".");
        }
    }

    /** The name of an attribute that differs, or null. */
    public static String difference(QueueAttributes one, QueueAttributes other) {
        Map<String, Object> values = values(one);
        Map<String, Object> others = values(other);
        return values.keySet().stream()
                .filter(name -> !Objects.equals(values.get(name), others.get(name)))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> values(QueueAttributes attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("visibility timeout", attributes.visibilityTimeout());
        values.put("delay", attributes.delay());
        values.put("retention", attributes.retention());
        values.put("receive wait", attributes.receiveWait());
        values.put("maximum message size", attributes.maximumMessageSize());
        values.put("redrive policy", attributes.redrive());
        values.put("redrive allow policy", attributes.redriveAllow());
        values.put("FIFO", attributes.fifo());
        values.put("content-based deduplication", attributes.contentBasedDeduplication());
        values.put("deduplication scope", attributes.deduplicationScope());
        values.put("durability", attributes.durable());
        values.put("subscriptions", attributes.subscriptions());
        values.put("labels", attributes.labels());
        return values;
    }
}
