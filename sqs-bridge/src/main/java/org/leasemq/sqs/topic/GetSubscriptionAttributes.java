package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.Shape;

/** Tells the attributes of a subscription. */
final class GetSubscriptionAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.subscription());
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("SubscriptionArn");
    }

    @Override
    public Shape.Structure output() {
        return Shape.structure().with("Attributes", new Shape.MapOf("entry", "key", "value", false, Shape.TEXT));
    }

    @Override
    public Map<String, Object> answer(Call call) {
        TopicTouch.Named subscription = TopicTouch.subscription(call);
        return Shape.values("Attributes", SubscriptionView.attributes(call, subscription));
    }
}
