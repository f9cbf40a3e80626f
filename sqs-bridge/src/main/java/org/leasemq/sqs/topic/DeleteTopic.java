package org.leasemq.sqs.topic;

import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.wire.Shape;

/** Deletes a topic and its subscriptions; the queues stay. */
final class DeleteTopic implements SimpleAction {
    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = Arns.topicOf(call.in().required("TopicArn"));
        if (name != null) {
            Topics.delete(call, name);
        }
        return Map.of();
    }
}
