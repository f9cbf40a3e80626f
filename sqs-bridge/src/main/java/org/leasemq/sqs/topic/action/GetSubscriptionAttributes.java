package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.Standing;
import org.leasemq.sqs.topic.SubscriptionView;
import org.leasemq.sqs.topic.TopicTouch;
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
        Standing subscription = TopicTouch.subscription(call);
        return Shape.values("Attributes", SubscriptionView.attributes(call, subscription));
    }
}
