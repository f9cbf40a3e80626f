package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.access.Resource;
import org.leasemq.sqs.access.TouchRole;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicPolicy;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.Topics;
import org.leasemq.sqs.wire.Shape;

/** Adds a statement to the policy of a topic. */
final class AddPermission implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(TouchRole.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(TopicTouch.TOPIC, "Label")
                .with("AWSAccountId", new Shape.ListOf("member", false, Shape.TEXT))
                .with("ActionName", new Shape.ListOf("member", false, Shape.TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String label = TopicErrors.required("Label", call.in().text("Label"));
        List<String> accounts = call.in().texts("AWSAccountId");
        List<String> actions = call.in().texts("ActionName");
        if (label.isEmpty() || accounts.isEmpty() || actions.isEmpty()) {
            String missing = label.isEmpty() ? "Label" : accounts.isEmpty() ? "AWSAccountId" : "ActionName";
            throw TopicErrors.invalid(missing, "no value for required parameter");
        }
        Resource topic = call.touched(TopicTouch.TOPIC);
        String arn = topic.arn(call.homes().own());
        Topics.changePolicy(call, topic, policy -> TopicPolicy.add(policy, label, accounts, actions, arn));
        return Map.of();
    }
}
