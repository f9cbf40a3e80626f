package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicPolicy;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Removes a statement from the policy of a topic. */
final class RemovePermission implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.TOPIC, "Label");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String label = TopicErrors.required("Label", call.in().text("Label"));
        Topics.changePolicy(call, call.touched(TopicTouch.TOPIC), policy -> TopicPolicy.remove(policy, label));
        return Map.of();
    }
}
