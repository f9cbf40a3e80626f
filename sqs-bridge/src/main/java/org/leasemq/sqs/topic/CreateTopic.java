package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.Resource;
import org.leasemq.sqs.action.Role;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;
import org.leasemq.sqs.wire.Shape;

/** Creates a topic, or finds it. */
final class CreateTopic implements SimpleAction {
    private static final String NAME = "Name";
    private static final String PRESENT = "Name, if it is there";

    @Override
    public List<Touch> touches() {
        return List.of(new Touch(PRESENT, Role.OWNER, CreateTopic::present));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts(NAME).with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.in().required(NAME);
        String policy = call.in().textMap("Attributes").get("Policy");
        Resource present = call.touched(PRESENT);
        if (present == null || present.queue() == null) {
            TopicPolicy.require(policy);
            Topics.create(call, name, policy);
        } else if (policy != null && !policy.equals(Topics.policy(present.queue()))) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
        }
        return Shape.values("TopicArn", call.arns().topic(name));
    }

    private static List<Resource> present(Call call) {
        String name = call.in().text(NAME);
        return name == null || !Topics.exists(call.engine(), name)
                ? List.of()
                : List.of(TopicTouch.resource(call.engine(), name));
    }
}
