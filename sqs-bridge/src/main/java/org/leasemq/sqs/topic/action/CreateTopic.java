package org.leasemq.sqs.topic.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.topic.TopicAttributes;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTags;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Creates a topic, or finds it. */
final class CreateTopic implements SimpleAction {
    private static final String NAME = "Name";
    private static final String PROTECTION = "DataProtectionPolicy";
    private static final String PRESENT = "Name, if it is there";
    private static final int LONGEST = 256;

    @Override
    public List<Touch> touches() {
        return List.of(new Touch(PRESENT, TouchRole.OWNER, CreateTopic::present));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NAME, PROTECTION)
                .with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT))
                .with("Tags", TopicTags.LIST);
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = TopicErrors.required(NAME, call.in().text(NAME));
        requireNoProtection(call.in().text(PROTECTION));
        Map<String, String> attributes = call.in().textMap("Attributes");
        boolean fifo = TopicAttributes.isFifo(attributes.get(TopicAttributes.FIFO));
        requireName(name, fifo);
        Map<String, String> tags = TopicTags.of(call.in());
        Resource present = call.touched(PRESENT);
        if (present == null || present.queue() == null) {
            Topics.create(call, engineName(call, name), initial -> with(initial, attributes, tags, fifo));
        } else {
            requireSame(present.attributes(), attributes, tags, fifo);
        }
        return Shape.values("TopicArn", call.homes().topicArn(engineName(call, name)));
    }

    /** Whoever wants messages to be looked through for what they must not carry has to know that nobody does. */
    private static void requireNoProtection(String policy) {
        if (policy != null && !policy.isEmpty()) {
            throw TopicErrors.invalid(PROTECTION, "policies of data protection are not supported");
        }
    }

    private static void requireName(String name, boolean fifo) {
        boolean fits = name.length() <= LONGEST
                && fifo == Names.isFifo(name)
                && name.matches(fifo ? "[A-Za-z0-9_-]+\\.fifo" : "[A-Za-z0-9_-]+");
        if (!fits) {
            throw TopicErrors.invalid("Topic Name");
        }
    }

    private static QueueAttributes with(
            QueueAttributes initial, Map<String, String> attributes, Map<String, String> tags, boolean fifo) {
        QueueAttributes topic = initial;
        for (Map.Entry<String, String> attribute : settable(attributes).entrySet()) {
            TopicAttributes.require(attribute.getKey(), attribute.getValue(), fifo);
            topic = TopicAttributes.with(topic, attribute.getKey(), attribute.getValue());
        }
        return Labels.withTags(topic, tags);
    }

    private static Map<String, String> settable(Map<String, String> attributes) {
        Map<String, String> settable = new LinkedHashMap<>(attributes);
        settable.remove(TopicAttributes.FIFO);
        return settable;
    }

    private static void requireSame(
            QueueAttributes topic, Map<String, String> attributes, Map<String, String> tags, boolean fifo) {
        settable(attributes).forEach((name, value) -> {
            TopicAttributes.require(name, value, fifo);
            String present = TopicAttributes.value(topic, name, fifo);
            if (!TopicAttributes.kept(name, value).equals(present == null ? "" : present)) {
                throw TopicErrors.invalid("Attributes", "Topic already exists with different attributes");
            }
        });
        Map<String, String> present = Labels.tags(topic);
        tags.forEach((key, value) -> {
            if (!value.equals(present.get(key))) {
                throw TopicErrors.invalid("Tags", "Topic already exists with different tags");
            }
        });
    }

    private static List<Resource> present(Call call) {
        String name = call.in().text(NAME);
        if (name == null || !Names.isPlain(name)) {
            return List.of();
        }
        String engineName = engineName(call, name);
        return Topics.exists(call.engine(), engineName)
                ? List.of(TopicTouch.resource(call.engine(), engineName))
                : List.of();
    }

    private static String engineName(Call call, String name) {
        return call.homes().topic(call.home(), name);
    }
}
