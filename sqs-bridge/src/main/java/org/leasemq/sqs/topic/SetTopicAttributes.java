package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Changes the policy of a topic, which is all that can be changed of topics. */
final class SetTopicAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.topic(Role.OWNER));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("TopicArn", "AttributeName", "AttributeValue");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        if (!call.in().required("AttributeName").equals("Policy")) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: AttributeName: only the Policy of a topic can be set");
        }
        String policy = call.in().text("AttributeValue");
        TopicPolicy.require(policy);
        String topic = call.touched(TopicTouch.TOPIC).topic();
        if (call.touched(TopicTouch.TOPIC).queue() == null) {
            Topics.create(call, topic, policy);
        } else {
            Topics.setPolicy(call, topic, policy);
        }
        return Map.of();
    }
}
