package org.leasemq.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.leasemq.engine.QueueAttributes;
import org.leasemq.engine.QueueAttributes.DeduplicationScope;
import org.leasemq.engine.QueueInfo;
import org.leasemq.engine.RedriveAllowPolicy;
import org.leasemq.engine.RedrivePolicy;
import org.leasemq.engine.Subscription;

/** Queue definitions as text for the store: one {@code name=value} a line, durations in milliseconds. */
final class Definitions {
    private static final String CREATED = "created-at";
    private static final String MODIFIED = "modified-at";
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
    private static final String SUBSCRIPTION = "subscription-";
    private static final String LABEL = "label:";

    private Definitions() {}

    static String encode(QueueInfo info) {
        QueueAttributes attributes = info.attributes();
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put(CREATED, info.createdAt());
        lines.put(MODIFIED, info.modifiedAt());
        lines.put(VISIBILITY, attributes.visibilityTimeout().toMillis());
        lines.put(DELAY, attributes.delay().toMillis());
        if (attributes.retention() != null) {
            lines.put(RETENTION, attributes.retention().toMillis());
        }
        lines.put(WAIT, attributes.receiveWait().toMillis());
        lines.put(SIZE, attributes.maximumMessageSize());
        if (attributes.redrive() != null) {
            lines.put(DEAD_LETTERS, attributes.redrive().deadLetterQueue());
            lines.put(MAX_RECEIVES, attributes.redrive().maxReceiveCount());
        }
        lines.put(ALLOW, encode(attributes.redriveAllow()));
        lines.put(FIFO, attributes.fifo());
        lines.put(CONTENT, attributes.contentBasedDeduplication());
        lines.put(SCOPE, attributes.deduplicationScope());
        int number = 0;
        for (Subscription subscription : attributes.subscriptions()) {
            lines.put(SUBSCRIPTION + number++, Subscriptions.encode(subscription));
        }
        attributes.labels().forEach((key, value) -> lines.put(LABEL + escaped(key), escaped(value)));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static QueueInfo decode(int number, String name, String definition) {
        Map<String, String> lines = definition
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        QueueAttributes attributes = new QueueAttributes(
                millis(lines.get(VISIBILITY)),
                millis(lines.get(DELAY)),
                lines.containsKey(RETENTION) ? millis(lines.get(RETENTION)) : null,
                millis(lines.get(WAIT)),
                Integer.parseInt(lines.get(SIZE)),
                lines.containsKey(DEAD_LETTERS)
                        ? new RedrivePolicy(lines.get(DEAD_LETTERS), Integer.parseInt(lines.get(MAX_RECEIVES)))
                        : null,
                decodeAllow(lines.get(ALLOW)),
                Boolean.parseBoolean(lines.get(FIFO)),
                Boolean.parseBoolean(lines.get(CONTENT)),
                DeduplicationScope.valueOf(lines.get(SCOPE)),
                true,
                Subscriptions.decodeAll(lines, SUBSCRIPTION),
                labels(lines));
        return new QueueInfo(
                name, number, Long.parseLong(lines.get(CREATED)), Long.parseLong(lines.get(MODIFIED)), attributes);
    }

    private static Map<String, String> labels(Map<String, String> lines) {
        return lines.entrySet().stream()
                .filter(line -> line.getKey().startsWith(LABEL))
                .collect(Collectors.toMap(
                        line -> unescaped(line.getKey().substring(LABEL.length())),
                        line -> unescaped(line.getValue())));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String unescaped(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static String encode(RedriveAllowPolicy policy) {
        if (policy instanceof RedriveAllowPolicy.ByQueue byQueue) {
            // names have no control characters, so a tab can part them
            return "by-queue\t" + String.join("\t", byQueue.sources());
        }
        return policy instanceof RedriveAllowPolicy.DenyAll ? "deny-all" : "allow-all";
    }

    private static RedriveAllowPolicy decodeAllow(String text) {
        if (text.equals("deny-all")) {
            return new RedriveAllowPolicy.DenyAll();
        }
        if (text.equals("allow-all")) {
            return new RedriveAllowPolicy.AllowAll();
        }
        List<String> parts = Arrays.asList(text.split("\t"));
        return new RedriveAllowPolicy.ByQueue(parts.subList(1, parts.size()));
    }
}
