package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Resource;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.queue.Labels;
import org.leasemq.sqs.wire.Shape;

/** Removes a statement from the policy of a topic. */
final class RemovePermission implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.TOPIC, "Label");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String label = TopicErrors.required("Label", call.in().text("Label"));
        Resource topic = call.touched(TopicTouch.TOPIC);
        Topics.change(
                call,
                topic,
                present -> Labels.withAttribute(
                        present,
                        TopicAttributes.POLICY,
                        TopicPolicy.remove(Topics.policy(call, topic.topic(), present), label)));
        return Map.of();
    }
}
