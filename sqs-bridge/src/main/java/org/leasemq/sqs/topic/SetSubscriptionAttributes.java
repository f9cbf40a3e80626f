package org.leasemq.sqs.topic;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.action.Call;
import org.leasemq.sqs.action.SimpleAction;
import org.leasemq.sqs.action.Touch;
import org.leasemq.sqs.wire.Shape;

/** Changes an attribute of a subscription. */
final class SetSubscriptionAttributes implements SimpleAction {
    @Override
    public List<Touch> touches() {
        return List.of(TopicTouch.subscription());
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("SubscriptionArn", "AttributeName", "AttributeValue");
    }

    @Override
    public Map<String, Object> answer(Call call) {
        TopicTouch.Named subscription = TopicTouch.subscription(call);
        String name = TopicErrors.required("AttributeName", call.in().text("AttributeName"));
        String value = call.in().text("AttributeValue");
        Subscribing change = Subscribing.of(Map.of(name, value == null ? "" : value), "");
        Standing seen = join(call, subscription);
        while (change.differs(seen)) {
            change.apply(call, seen);
            seen = join(call, subscription);
        }
        return Map.of();
    }

    private static Standing join(Call call, TopicTouch.Named subscription) {
        Standing seen = WaitingSubscriptions.join(call, subscription.topic(), subscription.name());
        if (!seen.isThere()) {
            throw TopicErrors.noSubscription();
        }
        return seen;
    }
}
