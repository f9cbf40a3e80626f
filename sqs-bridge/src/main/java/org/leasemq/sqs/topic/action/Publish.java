package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.Publishing;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.wire.Shape;

/** Publishes a message: it is in all queues that want it, durably, when the answer comes. */
final class Publish implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topicOrTarget(TouchRole.PUBLISHER));
    }

    @Override
    public Shape.Structure input() {
        return Publishing.MESSAGE.with(Shape.TEXT, "TopicArn", "TargetArn");
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("MessageId", "SequenceNumber");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Resource topic = call.touched(TopicTouch.TOPIC);
        Publishing publishing = Publishing.of(call, topic, call.in(), "");
        if (publishing.size() > Publishing.largest(call.limits())) {
            throw TopicErrors.invalid("Message too long");
        }
        Publishing.prepare(call, topic);
        return Publishing.result(
                topic,
                call.done(call.engine().send(Publishing.target(topic), List.of(publishing.message())))
                        .get(0)
                        .get());
    }
}
