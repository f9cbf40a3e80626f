package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Deletes a topic and its subscriptions; the queues stay. */
final class DeleteTopic implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(new Touch(TopicTouch.TOPIC, TouchRole.OWNER, DeleteTopic::present));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Resource topic = call.touched(TopicTouch.TOPIC);
        if (topic != null) {
            Topics.delete(call, topic.name());
        }
        return Map.of();
    }

    /** Deleting what is not there succeeds. */
    private static List<Resource> present(Call call) {
        String name = TopicTouch.name(call, TopicTouch.TOPIC);
        return Topics.names(call.engine()).contains(name)
                ? List.of(TopicTouch.resource(call.engine(), name))
                : List.of();
    }
}
