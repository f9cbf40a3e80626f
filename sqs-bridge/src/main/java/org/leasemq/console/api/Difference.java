package org.leasemq.console.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.attribute.Policies;
import org.leasemq.sqs.queue.Labels;

/** What is different between the attributes that a queue had and those that it has, in words. */
final class Difference {
    private final List<String> words = new ArrayList<>();

    private Difference() {}

    static List<String> between(QueueAttributes before, QueueAttributes after) {
        Difference found = new Difference();
        found.add("a lease lasts", time(before.visibilityTimeout()), time(after.visibilityTimeout()));
        found.add("messages are delayed", time(before.delay()), time(after.delay()));
        found.add("a receive waits", time(before.receiveWait()), time(after.receiveWait()));
        found.add("messages are kept", time(before.retention()), time(after.retention()));
        found.add("largest message", before.maximumMessageSize(), after.maximumMessageSize());
        found.add("dead letters go to", deadLetters(before), deadLetters(after));
        found.add("policy", policy(before), policy(after));
        Map<String, String> was = new TreeMap<>(Labels.tags(before));
        Map<String, String> is = new TreeMap<>(Labels.tags(after));
        was.forEach((name, value) -> found.add("tag " + name, value, is.get(name)));
        is.forEach((name, value) -> found.add("tag " + name, was.containsKey(name) ? value : null, value));
        return found.words;
    }

    private void add(String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            words.add(what + ": " + shown(before) + " → " + shown(after));
        }
    }

    private static String shown(Object value) {
        return value == null ? "none" : value.toString();
    }

    /** Null for no end. */
    private static String time(Duration duration) {
        if (duration == null) {
            return "for ever";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String deadLetters(QueueAttributes attributes) {
        return attributes.redrive() == null
                ? null
                : attributes.redrive().deadLetterQueue() + " after "
                        + attributes.redrive().maxReceiveCount() + " deliveries";
    }

    private static String policy(QueueAttributes attributes) {
        String policy = Labels.attribute(attributes, Policies.ATTRIBUTE);
        return policy == null || policy.isEmpty() ? null : policy;
    }
}
