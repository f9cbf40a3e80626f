package org.leasemq.sqs.topic;

import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.wire.Shape;

/** Creates a topic, or finds it. */
final class CreateTopic implements SimpleAction {
    @Override
    public Shape.Structure input() {
        return Shape.texts("Name").with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Shape.Structure output() {
        return Shape.texts("TopicArn");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String name = call.in().required("Name");
        Topics.create(call, name);
        return Shape.values("TopicArn", call.arns().topic(name));
    }
}
