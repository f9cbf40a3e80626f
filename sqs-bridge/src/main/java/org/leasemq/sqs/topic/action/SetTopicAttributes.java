package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.topic.TopicAttributes;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Changes an attribute of a topic. */
final class SetTopicAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn", "AttributeName", "AttributeValue");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Resource topic = call.touched(TopicTouch.TOPIC);
        String name = TopicErrors.required("AttributeName", call.in().text("AttributeName"));
        String given = call.in().text("AttributeValue");
        String value = given == null ? "" : given;
        TopicAttributes.require(name, value, Names.isFifo(topic.name()));
        Topics.change(call, topic, present -> TopicAttributes.with(present, name, value));
        return Map.of();
    }
}
