package org.leasemq.sqs.topic.action;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.call.Call;
import org.leasemq.sqs.call.SimpleAction;
import org.leasemq.sqs.call.Touch;
import org.leasemq.sqs.topic.RedriveTarget;
import org.leasemq.sqs.topic.Standing;
import org.leasemq.sqs.topic.Subscribing;
import org.leasemq.sqs.topic.TopicErrors;
import org.leasemq.sqs.topic.TopicTouch;
import org.leasemq.sqs.topic.WaitingSubscriptions;
import org.leasemq.sqs.wire.Shape;

/** Changes an attribute of a subscription. */
final class SetSubscriptionAttributes implements SimpleAction {
    private static final String NAME = "AttributeName";
    private static final String VALUE = "AttributeValue";

    @Override
    public List<Touch> touches() {
        return List.of(
                TopicTouch.subscription(),
                TopicTouch.deadLetters(
                        call -> RedriveTarget.POLICY.equals(call.in().text(NAME))
                                ? call.in().text(VALUE)
                                : null));
    }

    @Override
    public Shape.Structure input() {
        return Shape.texts("SubscriptionArn", NAME, VALUE);
    }

    @Override
    public Map<String, Object> answer(Call call) {
        Standing subscription = TopicTouch.subscription(call);
        String name = TopicErrors.required(NAME, call.in().text(NAME));
        String value = call.in().text(VALUE);
        Subscribing change = Subscribing.of(
                call, subscription.topicName(), subscription.queueName(), Map.of(name, value == null ? "" : value), "");
        Standing seen = join(call, subscription);
        while (change.differs(seen)) {
            change.apply(seen);
            seen = join(call, subscription);
        }
        change.settle(seen);
        return Map.of();
    }

    private static Standing join(Call call, Standing subscription) {
        Standing seen = WaitingSubscriptions.join(call, subscription.topicName(), subscription.queueName());
        if (!seen.isThere()) {
            throw TopicErrors.noSubscription();
        }
        return seen;
    }
}
