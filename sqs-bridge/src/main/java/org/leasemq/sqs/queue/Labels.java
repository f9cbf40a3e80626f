package org.leasemq.sqs.queue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.leasemq.engine.model.QueueAttributes;

/** What this face keeps with a queue: tags, and the attributes that mean nothing to the engine. */
public final class Labels {
    private static final String ATTRIBUTE = "sqs.";
    private static final String TAG = "tag.";

    private static final String OWNER = "Owner";
    private static final String REGION = "Region";

    private Labels() {}

    /** Whose the queue is: the account and the region of who created it; those given where that is not known. */
    static Arns home(QueueAttributes attributes, Arns otherwise) {
        String owner = attribute(attributes, OWNER);
        String region = attribute(attributes, REGION);
        return new Arns(owner == null ? otherwise.account() : owner, region == null ? otherwise.region() : region);
    }

    /** As created by somebody of that account and region. */
    public static QueueAttributes withHome(QueueAttributes attributes, Arns creator) {
        return withAttribute(withAttribute(attributes, OWNER, creator.account()), REGION, creator.region());
    }

    /** An attribute; null if it has not been set. */
    public static String attribute(QueueAttributes attributes, String name) {
        return attributes.labels().get(ATTRIBUTE + name);
    }

    /** The attribute that a label keeps; null if it keeps something else. */
    public static String attributeName(String label) {
        return label.startsWith(ATTRIBUTE) ? label.substring(ATTRIBUTE.length()) : null;
    }

    /** With an attribute; without it if the value is null or empty. */
    public static QueueAttributes withAttribute(QueueAttributes attributes, String name, String value) {
        return with(attributes, labels -> {
            if (value == null || value.isEmpty()) {
                labels.remove(ATTRIBUTE + name);
            } else {
                labels.put(ATTRIBUTE + name, value);
            }
        });
    }

    public static Map<String, String> tags(QueueAttributes attributes) {
        Map<String, String> tags = new LinkedHashMap<>();
        new TreeMap<>(attributes.labels()).forEach((name, value) -> {
            if (name.startsWith(TAG)) {
                tags.put(name.substring(TAG.length()), value);
            }
        });
        return tags;
    }

    public static QueueAttributes withTags(QueueAttributes attributes, Map<String, String> tags) {
        return with(attributes, labels -> tags.forEach((name, value) -> labels.put(TAG + name, value)));
    }

    public static QueueAttributes withoutTags(QueueAttributes attributes, Iterable<String> names) {
        return with(attributes, labels -> names.forEach(name -> labels.remove(TAG + name)));
    }

    private static QueueAttributes with(QueueAttributes attributes, Consumer<Map<String, String>> change) {
        Map<String, String> labels = new HashMap<>(attributes.labels());
        change.accept(labels);
        return attributes.withLabels(labels);
    }
}
